package io.omnihub.channel.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omnihub.kernel.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of CSV are told by their lines, whatever stands in them. */
class CsvReaderTest {
    private static final String HEADER = "sku,location,onHand\n";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void eachRowBeginsAtItsLine_alsoBehindValuesOfSeveralLines(String end) throws IOException {
        String file = HEADER + "a,b,1\n\n\"x\ny\",b,2\n\"q\"\"\",\"b,c\",3\nlast,b,4";

        assertThat(read(file.replace("\n", end)))
                .containsExactly(
                        "2 {\"sku\":\"a\",\"location\":\"b\",\"onHand\":1}",
                        "4 {\"sku\":\"x" + (end.equals("\n") ? "" : "\\r") + "\\ny\",\"location\":\"b\",\"onHand\":2}",
                        "6 {\"sku\":\"q\\\"\",\"location\":\"b,c\",\"onHand\":3}",
                        "7 {\"sku\":\"last\",\"location\":\"b\",\"onHand\":4}");
    }

    @Test
    void columnsComeInAnyOrder_andEmptyCellsAreLeftOut() throws IOException {
        assertThat(read("\uFEFFonHand,sku\n1.50,\n,A\nmany,B\n"))
                .containsExactly("2 {\"onHand\":1.5}", "3 {\"sku\":\"A\"}", "4 {\"onHand\":\"many\",\"sku\":\"B\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a,b|3", "a,b,1,2|3", "a,\"b|3", "a,\"b\" c,1|3"})
    void whatBreaksTheRules_endsTheFileAtItsLine(String row, long line) {
        var refused = catchThrowableOfType(ProblemException.class, () -> read(HEADER + "a,b,1\n" + row + "\n"));

        assertThat(refused.problem().code()).isEqualTo("malformed-csv");
        assertThat((Long) refused.problem().facts().get("line")).isGreaterThanOrEqualTo(line);
    }

    @Test
    void aQuoteThatIsNeverClosed_doesNotFillTheMemory() {
        String file = HEADER + "a,\"" + "line\n".repeat(1_000_000);

        var refused = catchThrowableOfType(ProblemException.class, () -> read(file));

        assertThat(refused.problem().code()).isEqualTo("malformed-csv");
    }

    private static List<String> read(String file) throws IOException {
        var reader = new CsvReader(new ByteArrayInputStream(file.getBytes(UTF_8)), CsvColumns.STOCK);
        List<String> rows = new ArrayList<>();
        for (Optional<FileRow> row = reader.next(); row.isPresent(); row = reader.next()) {
            if (row.get() instanceof FileRow.Content content) {
                rows.add(content.line() + " " + content.content());
            }
        }
        return rows;
    }
}
