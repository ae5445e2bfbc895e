package org.tipstaff.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tipstaff.identity.KeptForm;

class FilledFormTest {
    private static KeptForm kept(String... namesAndValues) {
        List<KeptForm.Field> fields = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new KeptForm.Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new KeptForm("/here", "/here?tab=2", "somebody", fields, List.of());
    }

    private static String filled(String form, KeptForm kept) {
        return FilledForm.of(
                        "<p>before</p><form method=\"post\" action=\"/here#part\">" + form + "</form><p>after</p>",
                        kept)
                .orElseThrow();
    }

    @Test
    void what_was_typed_stands_in_its_field_and_cannot_become_markup() {
        assertThat(filled(
                        "<textarea id=\"h\" name=\"handles\">old</textarea><input name=\"docket\" value=\"1\""
                                + " placeholder=\"a value here\">",
                        kept("handles", "+12025550177\r\n</textarea><script>", "docket", "\"><b>&")))
                .contains("<textarea id=\"h\" name=\"handles\">\n"
                        + "+12025550177\r\n"
                        + "&lt;/textarea&gt;&lt;script&gt;</textarea>")
                .contains("<input name=\"docket\" placeholder=\"a value here\" value=\"&quot;&gt;&lt;b&gt;&amp;\">")
                .startsWith("<p>before</p>")
                .endsWith("<p>after</p>");
    }

    @Test
    void boxes_and_options_are_as_they_were_left() {
        assertThat(filled(
                        "<input type=\"radio\" name=\"d\" value=\"A\" checked><input type=\"radio\" name=\"d\""
                                + " value=\"B\"><input type=\"checkbox\" name=\"c\" value=\"yes\" checked><input"
                                + " type=\"checkbox\" name=\"e\"><select name=\"zone\"><option value=\"UTC\""
                                + " selected>UTC</option><option>Other</option></select>",
                        kept("d", "B", "e", "on", "zone", "Other")))
                .contains("<input type=\"radio\" name=\"d\" value=\"A\"><input type=\"radio\" name=\"d\" value=\"B\""
                        + " checked>")
                .contains("<input type=\"checkbox\" name=\"c\" value=\"yes\"><input type=\"checkbox\" name=\"e\""
                        + " checked>")
                .contains("<option value=\"UTC\">UTC</option><option selected>Other</option>");
    }

    @Test
    void fields_of_one_name_are_filled_in_their_order() {
        assertThat(filled("<input name=\"a\"><input name=\"a\">", kept("a", "1", "a", "2")))
                .contains("<input name=\"a\" value=\"1\"><input name=\"a\" value=\"2\">");
    }

    @Test
    void what_the_portal_put_there_itself_is_not_overwritten() {
        assertThat(filled(
                        "<input type=\"hidden\" name=\"round\" value=\"1\"><input type=\"password\" name=\"p\"><button"
                                + " name=\"do\" value=\"APPROVE\">",
                        kept("round", "1", "p", "x", "do", "REFUSE")))
                .contains(
                        "<input type=\"hidden\" name=\"round\" value=\"1\"><input type=\"password\" name=\"p\"><button"
                                + " name=\"do\" value=\"APPROVE\">");
    }

    @Test
    void of_forms_that_are_sent_to_one_place_it_is_the_one_about_the_same_thing() {
        String page = "<form action=\"/here\"><input type=\"hidden\" name=\"id\" value=\"1\"><input"
                + " name=\"remark\"></form><form action=\"/here\"><input type=\"hidden\" name=\"id\""
                + " value=\"2\"><input name=\"remark\"></form>";
        assertThat(FilledForm.of(page, kept("id", "2", "remark", "no")).orElseThrow())
                .contains("value=\"1\"><input name=\"remark\"></form>")
                .contains("value=\"2\"><input name=\"remark\" value=\"no\"></form>");
        assertThat(FilledForm.of(page, kept("id", "3", "remark", "no"))).isEmpty();
    }

    @Test
    void a_page_without_the_form_stays_as_it_is() {
        assertThat(FilledForm.of("<form action=\"/elsewhere\"><input name=\"a\"></form>", kept("a", "1")))
                .isEmpty();
    }
}
