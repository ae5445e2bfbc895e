package org.tipstaff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTextTest {
    private static OrderText text(String text) {
        return new OrderText(List.of(text.replace("|", "\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "vaed, IN THE UNITED STATES DISTRICT COURT|FOR THE EASTERN DISTRICT OF VIRGINIA|Alexandria Division, true",
        "dcd, UNITED STATES DISTRICT COURT|FOR THE DISTRICT OF COLUMBIA, true",
        "nysd, UNITED STATES DISTRICT COURT|SOUTHERN DISTRICT OF NEW YORK, true",
        "nysd, UNITED STATES DISTRICT COURT|EASTERN DISTRICT OF NEW YORK, false",
        "calsuperct, SUPERIOR COURT OF THE STATE OF CALIFORNIA|COUNTY OF CALDER, true",
        "texdistct, IN THE 147TH DISTRICT COURT|TRAVIS COUNTY. TEXAS, true",
        "texdistct, IN THE SUPERIOR COURT OF TEXAS, false",
        "gud, DISTRICT COURT OF GUAM, true",
        "vid, DISTRICT COURT OF THE VIRGIN ISLANDS, true"
    })
    void a_court_is_found_as_captions_write_it(String court, String caption, boolean found) {
        assertThat(text(caption).hasCourt(Fixtures.COURTS.find(court).orElseThrow()))
                .isEqualTo(found);
    }
}
