package io.omnihub.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One line of an invoice as the data set Online Retail (UCI Machine Learning Repository, doi 10.24432/C5BW33) has it.
 *
 * @param description may be empty
 * @param quantity units; negative when goods come back or are written off
 * @param time local to the United Kingdom
 * @param unitPrice pence
 * @param customer the customer's number, without the {@code .0} that the data hangs on to it
 */
public record InvoiceLine(
        String invoice,
        String code,
        String description,
        int quantity,
        LocalDateTime time,
        long unitPrice,
        Optional<String> customer,
        String country) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * The code of something that has a shelf: five digits, with or without letters that tell its variants apart. Every
     * other code is postage ({@code POST}, {@code DOT}, {@code C2}), a fee ({@code AMAZONFEE}, {@code BANK CHARGES}), a
     * correction by hand ({@code M}, {@code D}), samples ({@code S}) or a gift voucher.
     */
    private static final Pattern GOODS = Pattern.compile("[0-9]{5}[A-Za-z]*");

    /**
     * A line of the values that stand there.
     *
     * @throws IllegalArgumentException when one of them cannot be read; the message begins with its column's name
     */
    public static InvoiceLine of(
            String invoice,
            String code,
            String description,
            String quantity,
            String date,
            String price,
            String customer,
            String country) {
        return new InvoiceLine(
                invoice,
                code,
                description.strip(),
                read("Quantity", quantity, Integer::parseInt),
                read("InvoiceDate", date, text -> LocalDateTime.parse(text, TIME)),
                read("UnitPrice", price, InvoiceLine::pence),
                customer(customer),
                country);
    }

    private static <T> T read(String column, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            throw new IllegalArgumentException(column, unreadable);
        }
    }

    public boolean isGoods() {
        return GOODS.matcher(code).matches();
    }

    public boolean isCancellation() {
        return invoice.startsWith("C");
    }

    private static long pence(String pounds) {
        return new BigDecimal(pounds)
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static Optional<String> customer(String number) {
        String whole = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }
}
