package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.exchange.InvoiceLine;
import io.omnihub.sample.SampleEvent.Cancellation;
import io.omnihub.sample.SampleEvent.Line;
import io.omnihub.sample.SampleEvent.Sale;
import io.omnihub.sample.SampleEvent.WriteOff;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DayTest {
    private static final List<InvoiceLine> LINES = RetailFiles.DAYS.stream()
            .map(RetailFiles::lines)
            .flatMap(Collection::stream)
            .toList();
    private static final List<SampleEvent> EVENTS = RetailFiles.DAYS.stream()
            .map(day -> Day.of(RetailFiles.lines(day)).events())
            .flatMap(Collection::stream)
            .toList();

    @Test
    void shippedDays_haveEveryLineOfTheData() {
        assertThat(LINES).hasSize(19_632);
        assertThat(LINES.stream().map(InvoiceLine::invoice).distinct()).hasSize(905);
        assertThat(LINES.stream().map(InvoiceLine::code).distinct()).hasSize(2_403);
        assertThat(LINES.stream().filter(line -> line.customer().isEmpty())).hasSize(6_651);
        assertThat(LINES.stream().filter(line -> line.unitPrice() == 0)).hasSize(135);
    }

    @Test
    void invoices_becomeSalesCancellationsAndWriteOffs() {
        assertThat(only(Sale.class)).hasSize(754);
        assertThat(only(Cancellation.class)).hasSize(88);
        assertThat(only(WriteOff.class)).hasSize(47);
        assertThat(only(Sale.class).stream()
                        .mapToInt(sale -> sale.lines().size())
                        .max())
                .hasValue(674);
        assertThat(only(Cancellation.class).stream()
                        .mapToInt(cancellation -> cancellation.lines().size())
                        .sum())
                .isEqualTo(240);
    }

    @Test
    void codesThatAreNoGoods_areLeftOut() {
        assertThat(LINES.stream()
                        .filter(line -> !line.isGoods())
                        .map(InvoiceLine::code)
                        .distinct())
                .containsExactlyInAnyOrder("POST", "DOT", "M", "D", "S", "C2", "BANK CHARGES", "AMAZONFEE");
        assertThat(EVENTS).noneMatch(event -> event.invoice().equals("537632"));
    }

    @Test
    void customerNumbers_loseTheirFraction() {
        InvoiceLine first = LINES.getFirst();
        assertThat(first.customer()).hasValue("17850");
        assertThat(first.unitPrice()).isEqualTo(255);
        assertThat(first.time()).isEqualTo("2010-12-01T08:26:00");
    }

    @Test
    void codesThatDifferByCaseAlone_stayTwo() {
        assertThat(LINES.stream().map(InvoiceLine::code)).contains("15056BL", "15056bl");
    }

    @Test
    void sameCodeOnTwoLines_staysOnTwoLines() {
        assertThat(only(Sale.class).stream().filter(DayTest::repeatsACode)).hasSize(116);
    }

    @Test
    void linesWithoutPrice_areKeptAtZero() {
        assertThat(only(Sale.class).stream()
                        .flatMap(sale -> sale.lines().stream())
                        .filter(line -> line.unitPrice() == 0))
                .hasSize(88);
    }

    @Test
    void writeOffs_haveNoCustomerAndCountUpwards() {
        assertThat(only(WriteOff.class).getFirst())
                .isEqualTo(new WriteOff("536589", List.of(new Line("21777", 10, 0))));
    }

    @Test
    void invoiceWithGoodsBothWays_becomesASaleAndAWriteOff() {
        var lines = List.of(line("536000", "85123A", 6), line("536000", "71053", -2), line("536000", "POST", 1));
        assertThat(Day.of(lines).events())
                .containsExactly(
                        new Sale("536000", Optional.of("17850"), "United Kingdom", List.of(new Line("85123A", 6, 255))),
                        new WriteOff("536000", List.of(new Line("71053", 2, 255))));
    }

    private static InvoiceLine line(String invoice, String code, int quantity) {
        return InvoiceLine.of(
                invoice, code, "", "" + quantity, "2010-12-01 08:26:00", "2.55", "17850.0", "United Kingdom");
    }

    private static boolean repeatsACode(Sale sale) {
        var codes = new HashSet<String>();
        return sale.lines().stream().anyMatch(line -> !codes.add(line.sku()));
    }

    private static <T extends SampleEvent> List<T> only(Class<T> type) {
        return EVENTS.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
