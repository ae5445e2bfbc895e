package org.tipstaff.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CutReasons;
import org.tipstaff.web.Problem;

/**
 * A part of what was asked that is not granted, with the reason that the officer reads.
 *
 * @param handle that is left out; null for another part
 * @param log that is left out; null for another part; where both are null the time is shorter
 * @param reason never empty: a paper states no reason that nobody gave
 */
public record Cut(@Nullable Handle handle, @Nullable LogKind log, String reason) {
    /** Of the API, for one reason for all; each part has a field below it, which names no handle. */
    static final String FIELD = "cutReason";

    public Cut {
        if (handle != null && log != null) {
            throw new IllegalArgumentException("A cut is a handle, a log or a time");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A cut has a reason");
        }
    }

    /** Whether the time is shorter than asked. */
    public boolean range() {
        return handle == null && log == null;
    }

    /**
     * What is cut out of the terms, part by part.
     *
     * @throws Problem INVALID that names every part without a reason
     */
    static List<Cut> of(Terms asked, Terms granted, CutReasons why) {
        List<Cut> cuts = new ArrayList<>();
        List<Problem.Detail> wrong = new ArrayList<>();
        int place = 0;
        for (Handle handle : asked.handles()) {
            if (!granted.handles().contains(handle)) {
                add(cuts, wrong, new Part(handle, null, FIELD + ".handle." + place), why.of(handle));
            }
            place++;
        }
        for (LogKind log : asked.logs()) {
            if (!granted.logs().contains(log)) {
                add(cuts, wrong, new Part(null, log, FIELD + ".log." + log.name()), why.of(log));
            }
        }
        if (!granted.range().equals(asked.range())) {
            add(cuts, wrong, new Part(null, null, FIELD + ".range"), why.ofRange());
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("Say why you do not grant all of it: the officer will read it", wrong);
        }
        return List.copyOf(cuts);
    }

    private record Part(@Nullable Handle handle, @Nullable LogKind log, String field) {}

    private static void add(List<Cut> cuts, List<Problem.Detail> wrong, Part part, String reason) {
        if (reason.isBlank()) {
            wrong.add(new Problem.Detail(part.field(), "Give the reason for this cut: it will be published"));
        } else {
            cuts.add(new Cut(part.handle(), part.log(), reason));
        }
    }

    /** The reason for leaving out a handle; empty where it is granted. */
    static String reason(List<Cut> cuts, Handle handle) {
        return cuts.stream()
                .filter(cut -> handle.equals(cut.handle()))
                .map(Cut::reason)
                .findFirst()
                .orElse("");
    }

    static String reason(List<Cut> cuts, LogKind log) {
        return cuts.stream()
                .filter(cut -> log == cut.log())
                .map(Cut::reason)
                .findFirst()
                .orElse("");
    }

    /** Whether policy lets staff pass such a finding only where they narrow. */
    static void requireNarrowing(Set<String> narrowOnly, List<Cut> cuts, Answers answers) {
        if (!cuts.isEmpty()) {
            return;
        }
        List<Problem.Detail> wrong = answers.byCode().keySet().stream()
                .filter(narrowOnly::contains)
                .map(
                        code -> new Problem.Detail(
                                Answers.FIELD + code,
                                "By the provider's policy this cannot be passed as it was asked: narrow the terms, ask the officer, or refuse"))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The provider's policy asks for narrower terms", wrong);
        }
    }

    /** Never the handle. */
    @Override
    public String toString() {
        return "cut";
    }
}
