package org.tipstaff.document.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.document.DocumentsStartupCheck;

class DocumentsStartupCheckTest {
    @Test
    void a_place_that_is_not_there_is_named_by_its_setting(@TempDir Path directory) {
        assertThat(DocumentsStartupCheck.problem(directory.resolve("missing")))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("tipstaff.documents.trusted-certificates")
                        .doesNotContain(directory.toString()));
    }

    @Test
    void a_place_that_can_be_read_is_taken(@TempDir Path directory) {
        assertThat(DocumentsStartupCheck.problem(directory)).isEmpty();
    }
}
