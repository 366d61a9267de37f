package io.omnihub.sourcing;

/** What each member of a set gives of each SKU, changed until no part is worth too little. */
final class Shares {
    final long[][] given;

    private final Cover cover;
    private final int[] members;
    private final double[] worthOfUnit;
    private final double minWorth;

    Shares(Cover cover, int[] members, long[][] given, double[] worthOfUnit, double minWorth) {
        this.cover = cover;
        this.members = members;
        this.given = given;
        this.worthOfUnit = worthOfUnit;
        this.minWorth = minWorth;
    }

    /** Moves units to the parts that are worth too little, those first whose move counts least for its worth. */
    boolean raise() {
        for (int to = 0; to < members.length; to++) {
            while (worth(to) < minWorth) {
                if (!moveTo(to)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean moveTo(int to) {
        int from = -1;
        int sku = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int other = 0; other < members.length; other++) {
            for (int s = 0; s < worthOfUnit.length; s++) {
                if (other != to && movable(other, to, s) > 0 && rise(other, to, s) < least) {
                    from = other;
                    sku = s;
                    least = rise(other, to, s);
                }
            }
        }
        if (from < 0) {
            return false;
        }
        long needed = (long) Math.ceil((minWorth - worth(to)) / worthOfUnit[sku]);
        long moved = Math.min(needed, movable(from, to, sku));
        given[from][sku] -= moved;
        given[to][sku] += moved;
        return true;
    }

    /** As many units as the other can give without falling too low itself. */
    private long movable(int from, int to, int s) {
        if (worthOfUnit[s] <= 0) {
            return 0;
        }
        long room = cover.supplies[members[to]].stock[s] - given[to][s];
        long spare = (long) Math.floor((worth(from) - minWorth) / worthOfUnit[s]);
        return Math.max(0, Math.min(Math.min(room, given[from][s]), spare));
    }

    private double rise(int from, int to, int s) {
        return (cover.unit(0, members[to], s) - cover.unit(0, members[from], s)) / worthOfUnit[s];
    }

    private double worth(int member) {
        double worth = 0;
        for (int s = 0; s < worthOfUnit.length; s++) {
            worth += given[member][s] * worthOfUnit[s];
        }
        return worth;
    }

    double score(int criterion) {
        double score = 0;
        for (int i = 0; i < members.length; i++) {
            score += cover.fixed(criterion, members[i]);
            for (int s = 0; s < worthOfUnit.length; s++) {
                score += given[i][s] * cover.unit(criterion, members[i], s);
            }
        }
        return score;
    }
}
