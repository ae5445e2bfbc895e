package org.tipstaff.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/**
 * The diagram in the documents is the table of {@link Move}. After a change to the table, write it again with
 * {@code ./mvnw test -Dtest=LifeCycleDiagramTest -Dtipstaff.write.docs=true}.
 */
class LifeCycleDiagramTest {
    private static final Path DOCUMENT = Path.of("docs", "life-of-a-request.md");
    private static final String BEGIN = "<!-- life-cycle:begin -->";
    private static final String END = "<!-- life-cycle:end -->";

    @Test
    void the_documents_show_the_table_of_moves() throws IOException {
        if (Boolean.getBoolean("tipstaff.write.docs")) {
            write();
        }
        String document = Files.readString(DOCUMENT);
        assertThat(document).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END))
                        .strip())
                .isEqualTo(diagram());
    }

    /** A new document where there is none; of another, only what is between the marks. */
    private static void write() throws IOException {
        String before = "# The life of a request\n\n";
        String after = "\n";
        if (Files.exists(DOCUMENT)) {
            String document = Files.readString(DOCUMENT);
            assertThat(document).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
            before = document.substring(0, document.indexOf(BEGIN));
            after = document.substring(document.indexOf(END) + END.length());
        } else {
            Files.createDirectories(DOCUMENT.getParent());
        }
        Files.writeString(DOCUMENT, before + BEGIN + "\n" + diagram() + "\n" + END + after);
    }

    private static String diagram() {
        StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        for (Move move : Move.values()) {
            move.from().stream()
                    .sorted(Comparator.comparingInt(Status::ordinal))
                    .forEach(from -> move.to().stream()
                            .sorted(Comparator.comparingInt(Status::ordinal))
                            .forEach(to -> text.append("    %s --> %s: %s%n".formatted(from, to, move))));
        }
        return text.append("```").toString().replace("\r\n", "\n");
    }
}
