package org.tipstaff.request.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.OrderDocuments;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Court;
import org.tipstaff.process.Courts;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Policy;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.Request;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.draft.Draft;
import org.tipstaff.request.draft.DraftForm;
import org.tipstaff.request.draft.DraftReading;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.draft.FilingStep;
import org.tipstaff.request.draft.HandlesAsRead;
import org.tipstaff.request.receipt.Examiner;
import org.tipstaff.web.Display;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** Makes the pages of filing: each template gets the one record that it shows. */
@ApplicationScoped
class FilingViews {
    private final FilingCheck check;
    private final OrderDocuments documents;
    private final Courts courts;
    private final Policy policy;
    private final DaysRemaining outlook;
    private final Examiner examiner;
    private final Preservations preservations;
    private final Clock clock;

    FilingViews(
            FilingCheck check,
            OrderDocuments documents,
            Courts courts,
            Policy policy,
            DaysRemaining outlook,
            Examiner examiner,
            Preservations preservations,
            Clock clock) {
        this.preservations = preservations;
        this.check = check;
        this.documents = documents;
        this.courts = courts;
        this.policy = policy;
        this.outlook = outlook;
        this.examiner = examiner;
        this.clock = clock;
    }

    /** @param problems whether the page is to say what is wrong */
    record Wanted(Draft draft, FilingStep step, boolean problems) {}

    /** What every step shows. */
    record Step(UUID id, FilingStep here, FormView form, Draft draft) {
        public List<FilingStep> all() {
            return List.of(FilingStep.values());
        }

        public String action() {
            return path(id, here);
        }
    }

    record Choice(Instrument instrument, String yields) {}

    record DocumentView(Step step, Optional<OrderDocument> document) {}

    record CourtView(
            Step step,
            boolean byACourt,
            boolean attestation,
            List<Court> choices,
            List<String> dockets,
            String hint,
            List<Letter> letters) {
        public boolean optional() {
            return !byACourt;
        }
    }

    /** A preservation letter that may have come before. */
    record Letter(String reference, String words) {
        static Letter of(Request letter) {
            String number = letter.process().agencyCaseNumber();
            return new Letter(
                    letter.reference().value(),
                    letter.reference() + ", received "
                            + Display.us(
                                    letter.receivedAt().atZone(ZoneOffset.UTC).toLocalDate())
                            + (number.isEmpty() ? "" : ", your case " + number));
        }
    }

    record TermsView(
            Step step, HandlesAsRead handles, boolean reverse, List<String> zones, DaysRemaining.View outlook) {}

    record CheckView(
            Step step,
            DraftReading reading,
            HandlesAsRead handles,
            String court,
            Optional<OrderDocument> document,
            List<Finding> findings,
            DaysRemaining.View outlook) {
        public List<Finding> attention() {
            return findings.stream().filter(found -> !found.cure().isEmpty()).toList();
        }

        public long passed() {
            return findings.size() - attention().size();
        }
    }

    @CheckedTemplate(basePath = "request/filing")
    static class Templates {
        static native TemplateInstance start(FormView form, List<Choice> choices);

        static native TemplateInstance instrument(Step step, List<Choice> choices);

        static native TemplateInstance document(DocumentView view);

        static native TemplateInstance court(CourtView view);

        static native TemplateInstance terms(TermsView view);

        static native TemplateInstance check(CheckView view);
    }

    static String path(UUID id, FilingStep step) {
        return "/requests/new/" + id + "/" + step.path();
    }

    DraftReading read(Draft draft) {
        return DraftReading.of(draft, check);
    }

    TemplateInstance start(FormView form) {
        return Templates.start(form, choices());
    }

    TemplateInstance page(Wanted wanted, Actor officer) {
        DraftReading reading = read(wanted.draft());
        List<Problem.Detail> wrong = wanted.problems() ? reading.wrongIn(wanted.step()) : List.of();
        Step step = new Step(
                wanted.draft().id(), wanted.step(), new FormView(wanted.draft().fields(), wrong), wanted.draft());
        return switch (wanted.step()) {
            case INSTRUMENT -> Templates.instrument(step, choices());
            case DOCUMENT -> Templates.document(new DocumentView(step, document(wanted.draft())));
            case COURT -> Templates.court(court(step, reading, officer));
            case TERMS -> Templates.terms(terms(step, reading));
            case CHECK -> check(wanted.draft(), List.of(), officer);
        };
    }

    TemplateInstance check(Draft draft, List<Problem.Detail> wrong, Actor officer) {
        DraftReading reading = read(draft);
        Optional<OrderDocument> document = document(draft);
        Step step = new Step(draft.id(), FilingStep.CHECK, new FormView(draft.fields(), wrong), draft);
        return Templates.check(new CheckView(
                step,
                reading,
                HandlesAsRead.of(reading.parts().handles()),
                reading.process().map(ServedProcess::courtName).orElse(draft.field(FilingCheck.COURT)),
                document,
                findings(reading, document, officer),
                outlook.of(reading.parts())));
    }

    /** The findings as they would be now, so that they can be cured before anybody else sees them. */
    private List<Finding> findings(DraftReading reading, Optional<OrderDocument> document, Actor officer) {
        Optional<Filing> filing = reading.filing();
        if (filing.isEmpty() || document.isEmpty() || officer.belongsTo().isEmpty()) {
            return List.of();
        }
        return Finding.forAgency(examiner.examine(
                new Examiner.Subject(
                        filing.get(), document.get(), officer.belongsTo().get(), Instant.now(clock)),
                reading.draft().corrects()));
    }

    private List<Choice> choices() {
        return Arrays.stream(Instrument.values())
                .map(instrument -> new Choice(instrument, yields(instrument)))
                .toList();
    }

    private static String yields(Instrument instrument) {
        return switch (instrument) {
            case ORDER_2703D -> "Any of the three logs by the handle that asked, called or signed in.";
            case SEARCH_WARRANT ->
                "The same, and with a second reviewer rows by the handle that was looked up or invited.";
            case SUBPOENA -> "The sign-in log only: session times and network addresses.";
            case PRESERVATION -> "Nothing is disclosed. The rows are frozen for 90 days, renewable once.";
            case EMERGENCY ->
                "Danger of death or serious physical injury, and no time for process. Voluntary: a reviewer decides.";
        };
    }

    private Optional<OrderDocument> document(Draft draft) {
        return draft.document().flatMap(id -> {
            try {
                return documents.find(id);
            } catch (IOException e) {
                throw new UncheckedIOException("The document cannot be read", e);
            }
        });
    }

    private CourtView court(Step step, DraftReading reading, Actor officer) {
        String typed = step.form().value(FilingCheck.COURT);
        Optional<Court> known = courts.find(typed);
        Map<String, String> shown = new HashMap<>(step.form().values());
        known.ifPresent(court -> shown.put(FilingCheck.COURT, court.name()));
        boolean unclear = step.form().wrong(FilingCheck.COURT) && known.isEmpty();
        Optional<Court> chosen = known.or(() -> courts.search(typed, 1).stream()
                .filter(court -> court.name().equalsIgnoreCase(typed.strip()))
                .findFirst());
        Instrument instrument = reading.parts().instrument();
        return new CourtView(
                new Step(step.id(), step.here(), new FormView(shown, step.form().errors()), step.draft()),
                instrument == null || instrument.byACourt(),
                instrument != null
                        && policy.attestation().instruments().contains(instrument)
                        && officer.belongsTo()
                                .filter(agency -> agency.state().equals(policy.servedIn()))
                                .isEmpty(),
                unclear ? courts.search(typed, 8) : List.of(),
                chosen.map(this::dockets).orElse(List.of()),
                policy.attestation().statute(),
                letters(step, instrument, officer));
    }

    /** What was taken over at receipt stays so: a correction cannot choose anew. */
    private List<Letter> letters(Step step, @Nullable Instrument instrument, Actor officer) {
        return instrument == Instrument.PRESERVATION || step.draft().corrects() != null
                ? List.of()
                : preservations.running(officer).stream().map(Letter::of).toList();
    }

    private List<String> dockets(Court court) {
        return policy.dockets().stream()
                .filter(docket -> docket.levels().contains(court.level())
                        && (docket.states().isEmpty() || docket.states().contains(court.state())))
                .flatMap(docket -> docket.examples().stream())
                .limit(3)
                .toList();
    }

    private TermsView terms(Step step, DraftReading reading) {
        return new TermsView(
                step,
                HandlesAsRead.of(reading.parts().handles()),
                step.form().chosen(FilingCheck.DIRECTION, "BY_TARGET"),
                DraftForm.ZONES,
                outlook.of(reading.parts()));
    }
}
