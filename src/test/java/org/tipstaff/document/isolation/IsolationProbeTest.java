package org.tipstaff.document.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationProbeTest {
    private static final String OURS = "net:[4026531840]\n";
    private static final String ANOTHER = "net:[4026532999]\n";

    @TempDir
    Path programs;

    private final List<List<String>> tried = new ArrayList<>();

    @Test
    void the_first_way_into_another_namespace_is_taken_and_no_privileges_are_gained_there() throws Exception {
        Isolation found = probe(command -> command.contains("--map-current-user"), "unshare", "setpriv");

        assertThat(found.network()).isTrue();
        assertThat(found.privileges()).isTrue();
        assertThat(found.problem()).isEmpty();
        assertThat(found.prefix())
                .containsExactly(
                        programs.resolve("unshare").toString(),
                        "--user",
                        "--map-current-user",
                        "--net",
                        programs.resolve("setpriv").toString(),
                        "--no-new-privs");
    }

    @Test
    void where_users_may_have_no_namespace_root_may() throws Exception {
        Isolation found = probe(command -> command.contains("--net") && !command.contains("--user"), "unshare");

        assertThat(found.prefix()).containsExactly(programs.resolve("unshare").toString(), "--net");
        assertThat(found.privileges()).isFalse();
    }

    @Test
    void a_program_that_says_yes_and_separates_nothing_is_not_believed() throws Exception {
        Isolation found = probe(command -> false, "unshare", "setpriv");

        assertThat(found.network()).isFalse();
        assertThat(found.prefix()).containsExactly(programs.resolve("setpriv").toString(), "--no-new-privs");
        assertThat(found.problem()).hasValueSatisfying(why -> assertThat(why).contains("user namespaces"));
    }

    @Test
    void without_the_programs_nothing_is_separated_and_that_is_said() throws Exception {
        Isolation found = probe(command -> true);

        assertThat(found.prefix()).isEmpty();
        assertThat(found.problem()).hasValueSatisfying(why -> assertThat(why).contains("util-linux"));
    }

    @Test
    void what_cannot_be_run_is_not_there() throws Exception {
        place("unshare", "setpriv");
        IsolationProbe probe = new IsolationProbe(
                command -> {
                    throw new IOException("no process");
                },
                List.of(programs));

        assertThat(probe.probe().prefix()).isEmpty();
    }

    @Test
    void required_and_missing_refuses_the_start_and_says_what_to_set() throws Exception {
        InspectionIsolation isolation = isolation(NetworkSeparation.REQUIRED, command -> false);

        assertThatThrownBy(isolation::requireWhatIsRequired)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tipstaff.documents.network=auto")
                .hasMessageContaining("user namespaces");
        assertThat(new InspectionHealth(isolation).call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void wished_for_and_missing_is_said_in_health_and_nothing_is_down() throws Exception {
        InspectionIsolation isolation = isolation(NetworkSeparation.AUTO, command -> false);
        isolation.requireWhatIsRequired();

        var health = new InspectionHealth(isolation).call();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData().orElseThrow())
                .containsEntry("network", "in reach")
                .hasEntrySatisfying("problem", why -> assertThat(why.toString()).contains("user namespaces"));
    }

    @Test
    void had_is_said_in_health() throws Exception {
        InspectionIsolation isolation = isolation(NetworkSeparation.REQUIRED, command -> command.contains("--user"));
        isolation.requireWhatIsRequired();

        var health = new InspectionHealth(isolation).call();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData().orElseThrow()).containsEntry("network", "none, a namespace of its own");
    }

    @Test
    void off_tries_nothing() throws Exception {
        assertThat(isolation(NetworkSeparation.OFF, command -> true).found()).isEqualTo(Isolation.NONE);
        assertThat(tried).isEmpty();
    }

    @Test
    void the_child_is_started_behind_all_of_it() {
        Isolation isolation = new Isolation(List.of("/usr/bin/unshare", "--net"), true, false, Optional.empty());

        assertThat(new ChildCommand(InspectionLimits.DEFAULT, isolation).of(programs, List.of("order.pdf")))
                .startsWith("/usr/bin/unshare", "--net", "/bin/sh", "-c")
                .endsWith("org.tipstaff.document.child.Inspector", "order.pdf");
    }

    private InspectionIsolation isolation(NetworkSeparation wanted, Predicate<List<String>> separates)
            throws IOException {
        place("unshare");
        return new InspectionIsolation(
                wanted, new IsolationProbe(command -> answer(command, separates), List.of(programs)));
    }

    /** @param separates of a command: whether what it runs lies in another namespace */
    private Isolation probe(Predicate<List<String>> separates, String... names) throws IOException {
        place(names);
        return new IsolationProbe(command -> answer(command, separates), List.of(programs)).probe();
    }

    private Optional<String> answer(List<String> command, Predicate<List<String>> separates) {
        tried.add(command);
        return Optional.of(separates.test(command) ? ANOTHER : OURS);
    }

    private void place(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(
                    programs.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
