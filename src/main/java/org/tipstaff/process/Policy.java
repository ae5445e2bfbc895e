package org.tipstaff.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;

/**
 * The law as this provider's counsel reads it: {@code config/policy.yaml}, where each part is explained. In each list
 * the first rule that fits decides; every rule names its statute.
 *
 * @param version as counsel dates it; printed with every decision
 * @param servedIn two-letter State in which process is served on the provider
 */
public record Policy(
        String version,
        String servedIn,
        List<Compel> compel,
        List<Overlay> overlays,
        Attestation attestation,
        List<Staleness> staleness,
        List<Due> due,
        Nondisclosure nondisclosure,
        Document document,
        Review review,
        List<Docket> dockets) {

    public Policy {
        compel = List.copyOf(compel);
        overlays = List.copyOf(overlays);
        staleness = List.copyOf(staleness);
        due = List.copyOf(due);
        dockets = List.copyOf(dockets);
        for (Instrument instrument : Instrument.values()) {
            if (due.stream()
                    .noneMatch(rule ->
                            rule.states().isEmpty() && rule.instruments().contains(instrument))) {
                throw new IllegalArgumentException(
                        "The policy does not say when an answer to " + instrument + " is due");
            }
        }
    }

    /** What an instrument does for a log. */
    public enum Answer {
        MAY_COMPEL,
        MAY_NOT,
        ESCALATE,
        REVIEWER_DECIDES,
        FREEZE_ONLY
    }

    /** Whether an instrument compels a log, in words that an officer can act on. */
    public record Compel(
            Set<Instrument> instruments,
            Set<LogKind> logs,
            Set<Direction> directions,
            Answer answer,
            String statute,
            String reason,
            String cure) {}

    /** State law that asks for more than federal law. */
    public record Overlay(
            Set<String> states,
            Set<Agency.Kind> agencies,
            Set<Instrument> instruments,
            Set<LogKind> logs,
            Verdict verdict,
            String statute,
            String reason,
            String cure) {}

    /**
     * The attestation that process of another State must bear.
     *
     * @param wherever States of service in which it is asked for
     */
    public record Attestation(
            Set<Instrument> instruments,
            Set<String> wherever,
            Verdict missing,
            String statute,
            String reason,
            String cure) {}

    /** Days from issue to receipt after which process is stale. */
    public record Staleness(
            Set<Instrument> instruments, CourtSystem system, int days, Verdict verdict, String statute) {}

    /** The courts that a rule is about. */
    public enum CourtSystem {
        FEDERAL,
        STATE,
        ANY;

        boolean fits(Optional<Court> court) {
            return this == ANY
                    || court.map(found -> found.level().system().name().equals(name()))
                            .orElse(false);
        }
    }

    /**
     * Hours from receipt until an answer is due.
     *
     * @param states of the court or the agency; empty fits all
     */
    public record Due(Set<Instrument> instruments, Set<String> states, int hours, String statute) {}

    /** The longest nondisclosure order, in days from issue, that is accepted without a look. */
    public record Nondisclosure(int longestDays, String statute) {}

    /**
     * What a document gets for its digital signature.
     *
     * @param unsigned bears none
     * @param unknownSigner valid, by somebody whom nobody here vouches for
     * @param rewritten added to or saved anew after a signature, by a court's filing system or by anybody else
     */
    public record Document(Verdict unsigned, Verdict unknownSigner, Verdict rewritten) {}

    /**
     * Who decides.
     *
     * @param fourEyesOverRows more rows than this need a second reviewer
     * @param reverseRowCap most rows that a reverse request may yield
     * @param documentRowCap most rows that one disclosure may have; a decision, not a limit of the format
     * @param narrowOnly codes of findings that no reviewer passes without narrowing the terms
     */
    public record Review(
            Set<Instrument> fourEyesInstruments,
            Set<Direction> fourEyesDirections,
            long fourEyesOverRows,
            long reverseRowCap,
            long documentRowCap,
            Set<String> narrowOnly) {}

    /**
     * A form of docket number.
     *
     * @param states empty fits all
     * @param pattern regular expression for the whole number, case ignored
     * @param examples numbers that fit, to show an officer; must match the pattern
     */
    public record Docket(Set<Court.Level> levels, Set<String> states, String pattern, List<String> examples) {
        public Docket {
            for (String example : examples) {
                if (!matches(pattern, example)) {
                    throw new IllegalArgumentException("Docket pattern does not fit its own example " + example);
                }
            }
        }

        boolean isFor(Court court) {
            return levels.contains(court.level()) && (states.isEmpty() || states.contains(court.state()));
        }

        boolean fits(String docket) {
            return matches(pattern, docket);
        }

        private static boolean matches(String pattern, String docket) {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                    .matcher(docket.strip())
                    .matches();
        }
    }

    /** The rule for one log; an instrument that no rule names compels nothing. */
    public Compel compels(Instrument instrument, LogKind log, Direction direction) {
        return compel.stream()
                .filter(rule -> rule.instruments().contains(instrument)
                        && rule.logs().contains(log)
                        && rule.directions().contains(direction))
                .findFirst()
                .orElse(new Compel(
                        Set.of(instrument),
                        Set.of(log),
                        Set.of(direction),
                        Answer.MAY_NOT,
                        instrument.statute(),
                        "No rule of the policy lets this instrument compel this log.",
                        "Ask the provider's legal staff which process is needed."));
    }

    /** Whether a second reviewer must confirm an approval. */
    public boolean needsFourEyes(Instrument instrument, Direction direction, long rows) {
        return review.fourEyesInstruments().contains(instrument)
                || review.fourEyesDirections().contains(direction)
                || rows > review.fourEyesOverRows();
    }
}
