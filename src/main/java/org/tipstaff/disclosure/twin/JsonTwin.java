package org.tipstaff.disclosure.twin;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.Limits;
import org.tipstaff.disclosure.contents.Outcome;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/**
 * The rows as JSON (RFC 8259) with what a program must know to read them: the terms, the coverage and the limits. Its
 * form is published as a JSON Schema, which the file names: {@link SchemaPage}. Values are exact.
 */
public final class JsonTwin implements Closeable {
    private final JsonGenerator json;

    public JsonTwin(Path file, DisclosureContents contents) throws IOException {
        json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeStringField("$schema", contents.names().portal() + SchemaPage.PATH);
        json.writeStringField("provider", contents.names().provider());
        json.writeStringField("reference", contents.names().reference().value());
        json.writeStringField("disclosure", contents.names().number());
        json.writeStringField("salt", contents.names().salt());
        json.writeStringField("softwareVersion", contents.names().softwareVersion());
        json.writeStringField("snapshotSha256", contents.handling().snapshot().hex());
        json.writeStringField("heldAt", RowTexts.exact(contents.handling().heldAt()));
        preserved(contents.handling().preserved());
        replaced(contents.replaced());
        terms(contents.answer().granted());
        coverage(contents.answer().coverage());
        json.writeArrayFieldStart("limits");
        for (String limit : Limits.of(contents.answer().granted())) {
            json.writeString(limit);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        json.writeRaw('\n');
    }

    private void preserved(DisclosureContents.@Nullable Preserved before) throws IOException {
        if (before != null) {
            json.writeObjectFieldStart("preservation");
            json.writeStringField("letter", before.letter().value());
            json.writeStringField("receivedAt", RowTexts.exact(before.receivedAt()));
            json.writeStringField("heldAt", RowTexts.exact(before.heldAt()));
            json.writeStringField("snapshotSha256", before.sha256().hex());
            json.writeEndObject();
        }
    }

    private void replaced(DisclosureContents.@Nullable Replaced replaced) throws IOException {
        if (replaced != null) {
            json.writeObjectFieldStart("replaces");
            json.writeStringField("disclosure", replaced.number());
            json.writeStringField("signedAt", RowTexts.exact(replaced.signedAt()));
            json.writeStringField("sha256", replaced.sha256().hex());
            json.writeStringField("recalledAt", RowTexts.exact(replaced.recalledAt()));
            json.writeStringField("reason", replaced.reason());
            json.writeEndObject();
        }
    }

    private void terms(Terms terms) throws IOException {
        json.writeObjectFieldStart("terms");
        json.writeStringField("direction", terms.direction().name());
        json.writeStringField("from", RowTexts.exact(terms.range().from()));
        json.writeStringField("to", RowTexts.exact(terms.range().to()));
        json.writeArrayFieldStart("items");
        for (Terms.Item item : terms.items()) {
            json.writeStartObject();
            json.writeStringField("label", item.label());
            handle("handle", item.handle());
            json.writeStringField("log", item.log().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void coverage(Coverage coverage) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeStringField("asOf", RowTexts.exact(coverage.asOf()));
        json.writeArrayFieldStart("logs");
        for (LogKind log : LogKind.values()) {
            var retention = coverage.retention().get(log);
            var cutoff = coverage.cutoff().get(log);
            if (retention != null && cutoff != null) {
                json.writeStartObject();
                json.writeStringField("log", log.name());
                json.writeStringField("retention", retention.value().toString());
                json.writeStringField("cutoff", RowTexts.exact(cutoff));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("gaps");
        for (var gap : coverage.gaps()) {
            json.writeStartObject();
            json.writeStringField("from", RowTexts.exact(gap.from()));
            json.writeStringField("to", RowTexts.exact(gap.to()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    public void row(long number, LogRecord row, Terms.Item item) throws IOException {
        List<String> texts = RowTexts.of(number, row, item);
        json.writeStartObject();
        json.writeNumberField("number", number);
        json.writeStringField("term", item.label());
        json.writeStringField("log", row.log().name());
        json.writeStringField("occurredAt", texts.get(3));
        handle("source", row.source());
        Handle target = row.target();
        if (target == null) {
            json.writeNullField("target");
        } else {
            handle("target", target);
        }
        json.writeStringField("clientIp", texts.get(6));
        json.writeStringField("service", texts.get(7));
        json.writeNumberField("lookupDevices", row.details().lookupDevices());
        json.writeStringField("userAgent", texts.get(9));
        json.writeStringField("hardwareVersion", texts.get(10));
        json.writeStringField("osVersion", texts.get(11));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void handle(String name, Handle handle) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("kind", handle.kind().name());
        json.writeStringField("value", RowTexts.whole(handle.value()));
        json.writeEndObject();
    }

    /** Completes the file; a twin that is closed without it is no JSON. */
    public void finish(Outcome outcome) throws IOException {
        json.writeEndArray();
        json.writeNumberField("rowCount", outcome.counts().total());
        json.writeArrayFieldStart("absences");
        for (Terms.Item item : outcome.answer().granted().items()) {
            if (outcome.counts().of(item) == 0) {
                json.writeStartObject();
                json.writeStringField("term", item.label());
                json.writeStringField("reason", outcome.absence(item).name());
                json.writeStringField("sentence", outcome.absence(item).sentence());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.close();
    }
}
