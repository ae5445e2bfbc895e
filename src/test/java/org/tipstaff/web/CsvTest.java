package org.tipstaff.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "|cmd", "＝1"})
    void what_a_spreadsheet_would_run_is_made_text(String formula) {
        String cell = Csv.cell(formula);

        assertThat(cell.startsWith("'") || cell.startsWith("\"'")).as(cell).isTrue();
    }

    @Test
    void cells_are_quoted_as_in_rfc_4180() {
        assertThat(new Csv(List.of("a", "b"))
                        .add(List.of("x,\"y\"", "two\r\nlines"))
                        .toString())
                .isEqualTo("a,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\n");
    }
}
