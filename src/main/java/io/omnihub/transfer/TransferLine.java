package io.omnihub.transfer;

import io.omnihub.kernel.Sku;

/**
 * Units of one SKU that a transfer moves. What was shipped is accepted, rejected, lost or outstanding.
 *
 * @param lineNumber of the order that it is for, else its own
 * @param quantity what is to be sent, without what is not wanted any more or was not there
 * @param shipped of it
 * @param accepted of the shipped
 * @param rejected of the shipped
 * @param lost of the shipped
 * @param excess what came beyond that and can be sold
 * @param wanted what the order that it is for still wants of it: no more than can arrive; 0 where it is for none
 */
public record TransferLine(
        int lineNumber,
        Sku sku,
        long quantity,
        long shipped,
        long accepted,
        long rejected,
        long lost,
        long excess,
        long wanted) {
    public TransferLine {
        if (accepted < 0 || rejected < 0 || lost < 0 || excess < 0 || accepted + rejected + lost > shipped) {
            throw new IllegalArgumentException("more of line " + lineNumber + " arrived than was shipped");
        }
        if (shipped > quantity) {
            throw new IllegalArgumentException("more of line " + lineNumber + " was shipped than was to be");
        }
        if (wanted < 0 || wanted > quantity - rejected - lost + excess) {
            throw new IllegalArgumentException("more of line " + lineNumber + " is wanted than can arrive");
        }
    }

    /** Units that nobody waits for in particular. */
    public static TransferLine of(int lineNumber, Sku sku, long quantity) {
        return new TransferLine(lineNumber, sku, quantity, 0, 0, 0, 0, 0, 0);
    }

    /** Units that an order waits for. */
    public static TransferLine wanted(int lineNumber, Sku sku, long quantity) {
        return new TransferLine(lineNumber, sku, quantity, 0, 0, 0, 0, 0, quantity);
    }

    /** Units that are under way already. */
    static TransferLine underWay(int lineNumber, Sku sku, long quantity) {
        return new TransferLine(lineNumber, sku, quantity, quantity, 0, 0, 0, 0, 0);
    }

    /** What has not left. */
    public long unshipped() {
        return quantity - shipped;
    }

    /** What is on its way. */
    public long outstanding() {
        return shipped - accepted - rejected - lost;
    }

    boolean hasArrivals() {
        return accepted + rejected + lost + excess > 0;
    }

    /** What has arrived for the order that it is for, and is allocated to it there. */
    public long allocatedThere() {
        return Math.min(accepted + excess, wanted);
    }

    /** Without units that have not left. */
    TransferLine less(long units) {
        return with(quantity - units, shipped, accepted, rejected, lost, excess);
    }

    TransferLine ship(long units) {
        return with(quantity, shipped + units, accepted, rejected, lost, excess);
    }

    TransferLine accept(long units, long beyond) {
        return with(quantity, shipped, accepted + units, rejected, lost, excess + beyond);
    }

    TransferLine reject(long units) {
        return with(quantity, shipped, accepted, rejected + units, lost, excess);
    }

    TransferLine lose(long units) {
        return with(quantity, shipped, accepted, rejected, lost + units, excess);
    }

    /** The order wants fewer: what has not left stays, and the rest comes for nobody in particular. */
    TransferLine release(long units) {
        long staying = Math.min(units, unshipped());
        return new TransferLine(
                lineNumber, sku, quantity - staying, shipped, accepted, rejected, lost, excess, wanted - units);
    }

    /** The order that it is for has what it wanted. */
    TransferLine handedOver() {
        return new TransferLine(lineNumber, sku, quantity, shipped, accepted, rejected, lost, excess, 0);
    }

    /** What cannot arrive any more is no longer wanted of this transfer. */
    private TransferLine with(
            long newQuantity, long newShipped, long newAccepted, long newRejected, long newLost, long newExcess) {
        long reachable = newQuantity - newRejected - newLost + newExcess;
        return new TransferLine(
                lineNumber,
                sku,
                newQuantity,
                newShipped,
                newAccepted,
                newRejected,
                newLost,
                newExcess,
                Math.min(wanted, reachable));
    }
}
