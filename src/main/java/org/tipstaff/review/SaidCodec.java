package org.tipstaff.review;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;

/** What was said with a decision, as bytes to be sealed: all of it that may name people. */
final class SaidCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SaidCodec() {}

    private record Stored(String note, Map<String, String> overrides, List<StoredCut> cuts) {}

    private record StoredCut(
            Handle.@Nullable Kind kind,
            @Nullable String value,
            @Nullable LogKind log,
            String reason) {
        static StoredCut of(Cut cut) {
            Handle handle = cut.handle();
            return new StoredCut(
                    handle == null ? null : handle.kind(),
                    handle == null ? null : handle.value(),
                    cut.log(),
                    cut.reason());
        }

        Cut toCut() {
            return new Cut(kind == null || value == null ? null : new Handle(kind, value), log, reason);
        }
    }

    static byte[] encode(Decision.Said said) throws IOException {
        return JSON.writeValueAsBytes(new Stored(
                said.note(),
                said.answers().overrides(),
                said.cuts().stream().map(StoredCut::of).toList()));
    }

    /** @param bytes null for a decision from before they were kept */
    static Decision.Said decode(String reason, Map<String, Answer> answers, byte @Nullable [] bytes)
            throws IOException {
        if (bytes == null) {
            return new Decision.Said(reason, "", new Answers(answers, Map.of()), List.of());
        }
        Stored stored = JSON.readValue(bytes, Stored.class);
        return new Decision.Said(
                reason,
                stored.note(),
                new Answers(answers, stored.overrides()),
                stored.cuts().stream().map(StoredCut::toCut).toList());
    }
}
