package org.tipstaff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourtsTest {
    private static final Courts COURTS = Fixtures.COURTS;

    @Test
    void all_federal_courts_that_can_order_are_known() {
        assertThat(COURTS.all())
                .filteredOn(court -> court.level() == Court.Level.FEDERAL_DISTRICT)
                .hasSize(94);
        assertThat(COURTS.all())
                .filteredOn(court -> court.level() == Court.Level.FEDERAL_APPEALS)
                .hasSize(13);
    }

    @Test
    void every_state_the_district_and_the_territories_have_a_court_of_general_jurisdiction() {
        assertThat(COURTS.all().stream()
                        .filter(court -> court.level() == Court.Level.STATE_GENERAL)
                        .map(Court::state)
                        .collect(Collectors.toSet()))
                .hasSize(56);
    }

    @Test
    void a_court_is_found_by_id_and_by_pieces_of_its_name() {
        assertThat(COURTS.find("cand").orElseThrow().name())
                .isEqualTo("United States District Court for the Northern District of California");
        assertThat(COURTS.find("none")).isEmpty();
        assertThat(COURTS.search("north calif", 20)).extracting(Court::id).startsWith("cand");
        assertThat(COURTS.search("CAND", 20)).extracting(Court::id).startsWith("cand");
        assertThat(COURTS.search("court", 20)).hasSize(20);
        assertThat(COURTS.search("  ", 20)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'SUPERIOR COURT OF THE STATE OF CALIFORNIA, COUNTY OF LOS ANGELES', cal.*|lasuperct.*",
        "IN THE UNITED STATES DISTRICT COURT FOR THE NORTHERN DISTRICT OF CALIFORNIA, cand",
        "'UNITED STATES DISTRICT COURT, SOUTHERN DISTRICT OF NEW YORK', nysd",
        "'In the United States District Court for the Eastern District of Virginia, Alexandria Division', vaed",
        "'IN THE CIRCUIT COURT OF THE 11TH JUDICIAL CIRCUIT IN AND FOR MIAMI-DADE COUNTY, FLORIDA', fla.*"
    })
    void a_court_is_found_by_the_caption_that_an_order_prints(String caption, String ids) {
        assertThat(COURTS.search(caption, 12)).isNotEmpty();
        assertThat(COURTS.search(caption, 12).get(0).id()).matches(ids);
    }

    @Test
    void the_committed_list_is_what_the_importer_makes(@TempDir Path directory) throws IOException {
        Path source = Path.of(System.getProperty("tipstaff.courts-db", "../shared/data/courts-db/courts.json"));
        assumeThat(source)
                .as("courts-db is not on this machine; set tipstaff.courts-db")
                .exists();
        Path made = directory.resolve("courts.json");
        CourtsImporter.main(new String[] {source.toString(), "config/courts-added.json", made.toString()});
        assertThat(Files.readString(made)).isEqualTo(Files.readString(Path.of("config/courts.json")));
        assertThat(Files.size(made)).isLessThan(600_000);
    }

    @Test
    void limited_courts_are_not_taken_for_competent_ones() {
        for (String id : List.of("colmunict", "azjustct", "nyjustct", "massdistct", "gamunict", "colctyct")) {
            assertThat(COURTS.find(id).orElseThrow().level()).as(id).isEqualTo(Court.Level.LIMITED);
        }
    }
}
