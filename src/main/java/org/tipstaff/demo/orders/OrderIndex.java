package org.tipstaff.demo.orders;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Terms;

/** What the person who tries the demonstration needs to file an order. */
final class OrderIndex {
    private static final int HANDLES_SHOWN = 3;

    private OrderIndex() {}

    static String entry(SampleOrder order) {
        var process = order.filing().process();
        Terms terms = order.filing().terms();
        String more = terms.handles().size() > HANDLES_SHOWN
                ? " and " + (terms.handles().size() - HANDLES_SHOWN) + " more (all on Attachment A)"
                : "";
        return """
                %s.pdf
                  %s
                  sign in as %s; instrument %s; court %s; judge %s; docket %s; issued %s%s
                  handles %s%s
                  logs %s; %s; from %s to %s
                  expected: %s
                """.formatted(
                order.slug(),
                order.title(),
                order.filing().user(),
                process.instrument(),
                process.court(),
                process.judge(),
                process.docket(),
                process.issuedOn(),
                process.nondisclosureUntil() == null ? "" : "; nondisclosure until " + process.nondisclosureUntil(),
                terms.handles().stream().limit(HANDLES_SHOWN).map(Handle::value).collect(Collectors.joining(", ")),
                more,
                terms.logs().stream().map(LogKind::name).collect(Collectors.joining(", ")),
                terms.direction(),
                terms.range().from(),
                terms.range().to(),
                outcome(order.expected()));
    }

    private static String outcome(SampleOrder.Expectation expected) {
        String findings = new TreeMap<>(expected.findings())
                .entrySet().stream()
                        .map((Map.Entry<String, ?> finding) -> finding.getKey() + " " + finding.getValue())
                        .collect(Collectors.joining(", "));
        return switch (expected.condition()) {
            case READABLE -> findings.isEmpty() ? "every check passes" : findings;
            case IMAGE_ONLY -> "no text in the document; " + findings;
            case ENCRYPTED -> "refused at upload: encrypted";
            case ACTIVE_CONTENT -> "refused at upload: active content";
        };
    }
}
