package org.tipstaff.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.Problem;

/**
 * Which entries somebody asks for, as it stands in a URL. Blank means any.
 *
 * @param request subject of the entries: a case reference, or {@code -}
 * @param actor subject of who acted
 * @param action name of an {@link AuditAction}
 */
record AuditQuery(String request, String actor, String action) {
    /** What is asked for is itself written to the log, and no free text may get there. */
    static final String FORM = "^[A-Za-z0-9._:-]{0,80}$";

    private static final Pattern PLAIN = Pattern.compile(FORM);

    /** @throws Problem of kind INVALID */
    static AuditQuery of(@Nullable String request, @Nullable String actor, @Nullable String action) {
        AuditQuery query = new AuditQuery(plain("request", request), plain("actor", actor), plain("action", action));
        if (!query.action.isEmpty()
                && Arrays.stream(AuditAction.values())
                        .noneMatch(known -> known.name().equals(query.action))) {
            throw Problem.invalid("action", "There is no such action");
        }
        return query;
    }

    private static String plain(String field, @Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (!PLAIN.matcher(stripped).matches()) {
            throw Problem.invalid(field, "Use letters, digits, points, colons and hyphens only");
        }
        return stripped;
    }

    AuditReader.Filter filter() {
        return new AuditReader.Filter(
                request.isEmpty() ? null : request,
                actor.isEmpty() ? null : actor,
                action.isEmpty() ? null : AuditAction.valueOf(action));
    }

    /** For the entry that this reading leaves. */
    Map<String, String> audited(String what) {
        Map<String, String> details = new TreeMap<>();
        details.put("what", what);
        if (!request.isEmpty()) {
            details.put("request", request);
        }
        if (!actor.isEmpty()) {
            details.put("actor", actor);
        }
        if (!action.isEmpty()) {
            details.put("action", action);
        }
        return details;
    }
}
