package org.tipstaff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;

class PolicyTest {
    private static final Instant RECEIVED = Fixtures.NOW;

    /** The default table of instruments and what each may compel. */
    @ParameterizedTest
    @CsvSource({
        "SUBPOENA, SIGN_IN, BY_SOURCE, MAY_COMPEL",
        "SUBPOENA, CAPABILITY_QUERY, BY_SOURCE, MAY_NOT",
        "SUBPOENA, FACETIME_INVITATION, BY_SOURCE, MAY_NOT",
        "SUBPOENA, CAPABILITY_QUERY, BY_TARGET, MAY_NOT",
        "SUBPOENA, FACETIME_INVITATION, BY_TARGET, MAY_NOT",
        "ORDER_2703D, SIGN_IN, BY_SOURCE, MAY_COMPEL",
        "ORDER_2703D, CAPABILITY_QUERY, BY_SOURCE, MAY_COMPEL",
        "ORDER_2703D, FACETIME_INVITATION, BY_SOURCE, MAY_COMPEL",
        "ORDER_2703D, CAPABILITY_QUERY, BY_TARGET, ESCALATE",
        "ORDER_2703D, FACETIME_INVITATION, BY_TARGET, ESCALATE",
        "SEARCH_WARRANT, SIGN_IN, BY_SOURCE, MAY_COMPEL",
        "SEARCH_WARRANT, CAPABILITY_QUERY, BY_SOURCE, MAY_COMPEL",
        "SEARCH_WARRANT, FACETIME_INVITATION, BY_SOURCE, MAY_COMPEL",
        "SEARCH_WARRANT, CAPABILITY_QUERY, BY_TARGET, MAY_COMPEL",
        "SEARCH_WARRANT, FACETIME_INVITATION, BY_TARGET, MAY_COMPEL",
        "PRESERVATION, SIGN_IN, BY_SOURCE, FREEZE_ONLY",
        "PRESERVATION, CAPABILITY_QUERY, BY_SOURCE, FREEZE_ONLY",
        "PRESERVATION, CAPABILITY_QUERY, BY_TARGET, FREEZE_ONLY",
        "PRESERVATION, FACETIME_INVITATION, BY_TARGET, FREEZE_ONLY",
        "EMERGENCY, SIGN_IN, BY_SOURCE, REVIEWER_DECIDES",
        "EMERGENCY, CAPABILITY_QUERY, BY_SOURCE, REVIEWER_DECIDES",
        "EMERGENCY, FACETIME_INVITATION, BY_TARGET, REVIEWER_DECIDES",
        "SUBPOENA, SIGN_IN, BY_TARGET, MAY_NOT"
    })
    void each_instrument_compels_what_the_table_says(
            Instrument instrument, LogKind log, Direction direction, Policy.Answer answer) {
        assertThat(Fixtures.POLICY.compels(instrument, log, direction).answer()).isEqualTo(answer);
    }

    @Test
    void every_rule_names_its_statute() {
        Policy policy = Fixtures.POLICY;
        assertThat(policy.compel()).extracting(Policy.Compel::statute).noneMatch(String::isBlank);
        assertThat(policy.overlays()).extracting(Policy.Overlay::statute).noneMatch(String::isBlank);
        assertThat(policy.staleness()).extracting(Policy.Staleness::statute).noneMatch(String::isBlank);
        assertThat(policy.due()).extracting(Policy.Due::statute).noneMatch(String::isBlank);
    }

    @Test
    void a_second_reviewer_confirms_what_is_delicate() {
        Policy policy = Fixtures.POLICY;
        assertThat(policy.needsFourEyes(Instrument.ORDER_2703D, Direction.BY_SOURCE, 10_000))
                .isFalse();
        assertThat(policy.needsFourEyes(Instrument.ORDER_2703D, Direction.BY_SOURCE, 10_001))
                .isTrue();
        assertThat(policy.needsFourEyes(Instrument.SEARCH_WARRANT, Direction.BY_TARGET, 1))
                .isTrue();
        assertThat(policy.needsFourEyes(Instrument.EMERGENCY, Direction.BY_SOURCE, 1))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER_2703D, FEDERAL, US, 240",
        "SEARCH_WARRANT, LOCAL, CA, 72",
        "SEARCH_WARRANT, STATE, CO, 72",
        "SEARCH_WARRANT, FEDERAL, US, 168",
        "SEARCH_WARRANT, LOCAL, NV, 168",
        "SUBPOENA, LOCAL, NV, 336",
        "PRESERVATION, LOCAL, NV, 24",
        "EMERGENCY, LOCAL, CA, 8"
    })
    void an_answer_is_due(Instrument instrument, Agency.Kind kind, String state, long hours) {
        Agency agency = new Agency("x", "Agency", kind, state);
        DueDate due = DueDate.of(new DueDate.Receipt(instrument, agency, RECEIVED), Fixtures.POLICY);
        assertThat(due.at()).isEqualTo(RECEIVED.plusSeconds(hours * 3600));
    }

    @Test
    void the_file_in_the_directory_wins_over_the_packaged_one(@TempDir Path directory) throws IOException {
        RuleFiles files = new RuleFiles(directory);
        assertThat(files.policy()).isEqualTo(Fixtures.POLICY);
        String own = Files.readString(Path.of("config/policy.yaml")).replace("2026-11-24", "2027-01-01");
        Files.writeString(directory.resolve("policy.yaml"), own);
        assertThat(files.policy().version()).isEqualTo("2027-01-01");
    }

    @Test
    void a_misspelt_or_missing_field_is_an_error(@TempDir Path directory) throws IOException {
        String policy = Files.readString(Path.of("config/policy.yaml"));
        Path file = directory.resolve("policy.yaml");
        RuleFiles files = new RuleFiles(directory);

        Files.writeString(file, policy.replace("fourEyesOverRows", "fourEyesOver"));
        assertThatThrownBy(files::policy).isInstanceOf(IOException.class).hasMessageContaining("fourEyesOver");
        Files.writeString(file, policy.replace("servedIn: CA", ""));
        assertThatThrownBy(files::policy).isInstanceOf(IOException.class).hasMessageContaining("servedIn");
        Files.writeString(file, policy.replace("answer: ESCALATE", "answer: MAYBE"));
        assertThatThrownBy(files::policy).isInstanceOf(IOException.class).hasMessageContaining("MAYBE");
    }
}
