package org.tipstaff.disclosure.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.disclosure.DisclosureFixtures.MAIL;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.hostile;
import static org.tipstaff.disclosure.DisclosureFixtures.source;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.process.Terms;

/** The published JSON Schema is one, admits what is produced, and nothing else. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory DRAFT_2020_12 =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @TempDir
    Path directory;

    @Test
    void the_schema_follows_its_own_draft() throws IOException {
        JsonSchema meta = DRAFT_2020_12.getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(meta.validate(JSON.readTree(new SchemaPage().schema()))).isEmpty();
    }

    @Test
    void a_twin_names_the_schema_where_it_is_published_and_fits_it() throws IOException {
        JsonNode twin = twin(true);
        assertThat(twin.get("$schema").asText())
                .isEqualTo("https://portal.example.com/.well-known/tipstaff-disclosure.schema.json");
        assertThat(schema().validate(twin)).isEmpty();
        assertThat(schema().validate(twin(false))).isEmpty();
    }

    @Test
    void what_differs_from_a_twin_in_one_place_does_not_fit() throws IOException {
        List<Consumer<ObjectNode>> changes = List.of(
                root -> root.remove("rowCount"),
                root -> root.put("more", 1),
                root -> root.put("$schema", "urn:another"),
                root -> root.put("snapshotSha256", "ABC"),
                root -> ((ObjectNode) root.at("/rows/0")).put("occurredAt", "2026-11-01T00:00:00Z"),
                root -> ((ObjectNode) root.at("/rows/0")).put("log", "MESSAGES"),
                root -> ((ObjectNode) root.at("/rows/0")).remove("target"),
                root -> ((ObjectNode) root.at("/rows/0/source")).put("kind", "NAME"),
                root -> ((ObjectNode) root.at("/terms/items/0")).put("label", "1"));
        for (int i = 0; i < changes.size(); i++) {
            ObjectNode changed = (ObjectNode) twin(true);
            changes.get(i).accept(changed);
            assertThat(schema().validate(changed)).as("change %d", i).isNotEmpty();
        }
    }

    private static JsonSchema schema() throws IOException {
        return DRAFT_2020_12.getSchema(JSON.readTree(new SchemaPage().schema()));
    }

    private JsonNode twin(boolean rows) throws IOException {
        Terms terms = terms(PHONE, MAIL);
        Bundle bundle = Bundle.compose(
                contents(terms, terms, coverage()),
                rows ? source(hostile(terms)) : visitor -> {},
                directory,
                DisclosureFixtures.ONE_VOLUME);
        return JSON.readTree(bundle.file(bundle.twins().get(1)).toFile());
    }
}
