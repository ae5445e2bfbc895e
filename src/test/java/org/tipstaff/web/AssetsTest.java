package org.tipstaff.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AssetsTest {
    @Test
    void the_script_names_the_version_of_govuk_frontend_that_is_on_the_class_path() throws IOException {
        var named = Pattern.compile("webjars/govuk-frontend/([0-9.]+)/")
                .matcher(Files.readString(Path.of("src/main/resources/META-INF/resources/assets/portal.js")));
        assertThat(named.find()).isTrue();
        assertThat(named.group(1)).isEqualTo(Assets.webJar("govuk-frontend"));
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<govuk-frontend.version>" + named.group(1) + "</govuk-frontend.version>");
    }

    @Test
    void addresses_of_our_own_files_carry_a_version_made_from_their_bytes() {
        assertThat(new Assets().version()).matches("[0-9a-f]{12}");
    }
}
