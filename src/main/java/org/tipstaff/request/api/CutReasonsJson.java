package org.tipstaff.request.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.request.CutReasons;
import org.tipstaff.request.Request;
import org.tipstaff.web.Problem;

/**
 * The reasons of single cuts in the API.
 *
 * @param handles as written on the document → why the handle is not granted
 * @param logs name of a {@link LogKind} → why the log is not granted
 * @param range why the time is shorter
 */
@Schema(
        name = "CutReasons",
        description = "Why single parts of what was asked are not granted; published. A part that is not named goes by"
                + " cutReason; a reason of a part that is granted is not kept.")
public record CutReasonsJson(
        @Schema(description = "A handle as written on the document, and why it is not granted.") @Nullable
        Map<String, @Nullable String> handles,

        @Schema(description = "A log, for example SIGN_IN, and why it is not granted.") @Nullable
        Map<String, @Nullable String> logs,

        @Schema(description = "Why the time is shorter.") @Nullable
        String range) {
    private static final String HANDLES = "cutReasons.handles";
    private static final String LOGS = "cutReasons.logs";

    /**
     * Reads them against the terms as they were asked for.
     *
     * @param rest for each part without a reason of its own
     * @throws Problem INVALID where a handle was not asked for or a log does not exist; no message repeats a handle
     */
    CutReasons read(String rest, Request request, FilingReader reader) {
        List<Problem.Detail> wrong = new ArrayList<>();
        Map<Handle, String> ofHandles = new HashMap<>();
        int place = 0;
        for (Map.Entry<String, @Nullable String> each : given(handles).entrySet()) {
            place++;
            try {
                for (Handle handle : reader.narrowed(
                                new FilingJson.TermsJson(List.of(each.getKey()), null, null, null, null), request)
                        .handles()) {
                    ofHandles.put(handle, text(each.getValue()));
                }
            } catch (Problem problem) {
                wrong.add(
                        new Problem.Detail(HANDLES, "Handle %d is none of those that were asked for".formatted(place)));
            }
        }
        Map<LogKind, String> ofLogs = new EnumMap<>(LogKind.class);
        given(logs).forEach((name, reason) -> {
            LogKind log = FilingJson.one(LogKind.class, name, LOGS, wrong);
            if (log != null) {
                ofLogs.put(log, text(reason));
            }
        });
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The reasons name parts that were not asked for", wrong);
        }
        return new CutReasons(rest, ofHandles, ofLogs, text(range));
    }

    private static Map<String, @Nullable String> given(@Nullable Map<String, @Nullable String> sent) {
        return sent == null ? Map.of() : sent;
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }

    /** Never what was sent: the names are handles. */
    @Override
    public String toString() {
        return "reasons";
    }
}
