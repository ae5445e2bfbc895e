package org.tipstaff.request.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Search;
import org.tipstaff.process.Instrument;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.draft.FilingParts;
import org.tipstaff.web.Problem;
import org.tipstaff.web.api.JsonBody;
import org.tipstaff.web.form.TypedTime;

/** The API's {@code filing}: dates as ISO 8601, instants with their offset, names as in the contract. */
@Schema(
        name = "Filing",
        description = "What the document says, as the officer files it.",
        requiredProperties = {"instrument", "issuedOn", "terms"})
public record FilingJson(
        @Schema(implementation = Instrument.class) @Nullable String instrument,

        @Schema(
                description = "Id of the court, or its whole name. For what a court issues.",
                maxLength = FilingCheck.LONGEST,
                examples = "cand")
        @Nullable
        String court,

        @Schema(
                description = "The judge as printed under the signature. For what a court issues.",
                maxLength = FilingCheck.LONGEST,
                examples = "Maria T. Ellison")
        @Nullable
        String judge,

        @Schema(
                description = "Docket number as printed on the first page. For what a court issues.",
                maxLength = FilingCheck.LONGEST,
                examples = "3:26-mc-80412")
        @Nullable
        String docket,

        @Schema(format = "date", description = "The date beside the signature.", examples = "2026-11-20") @Nullable
        String issuedOn,

        @Schema(
                description = "The number of the agency; it may be left out.",
                maxLength = FilingCheck.LONGEST,
                examples = "BAR-26-0117")
        @Nullable
        String agencyCaseNumber,

        @Schema(
                format = "date",
                description = "Until when the subscriber must not be told; null or left out where nothing forbids it.",
                examples = "2027-05-20")
        @Nullable
        String nondisclosureUntil,

        @Schema(description = "California: the attestation of Penal Code section 1546.5 is made (AB 1242).") @Nullable
        Boolean attested,

        @Schema(
                description = "Reference of the preservation letter that this follows.",
                pattern = CaseReference.FORM,
                examples = "TS-26-000123")
        @Nullable
        String preservation,

        @Nullable TermsJson terms) {
    /** The terms, as asked for or as granted. */
    @Schema(
            name = "TermsAsked",
            description =
                    "Whose rows, of which logs, from when to when. In a move, what is left out stays as it was asked"
                            + " for.",
            requiredProperties = {})
    public record TermsJson(
            @Schema(
                    description = "Phone numbers, e-mail addresses and account ids as written on the document.",
                    maxItems = Search.MAX_HANDLES,
                    minItems = 1)
            @Nullable
            List<String> handles,

            @Schema(type = SchemaType.ARRAY, implementation = LogKind.class, minItems = 1) @Nullable
            List<String> logs,

            @Schema(implementation = Direction.class) @Nullable
            String direction,

            @Schema(
                    format = "date-time",
                    description = "The first instant, with its offset.",
                    examples = "2026-11-01T00:00:00Z")
            @Nullable
            String from,

            @Schema(
                    format = "date-time",
                    description = "The instant after the last, with its offset.",
                    examples = "2026-11-20T00:00:00Z")
            @Nullable
            String to) {
        @Override
        public String toString() {
            return "terms";
        }
    }

    /** @throws Problem BROKEN_JSON where it is none; INVALID where it is not of this form, naming each field */
    static FilingJson parse(@Nullable String json) {
        if (json == null || json.isBlank()) {
            throw Problem.invalid("filing", "The part “filing” is missing");
        }
        return JsonBody.read(json.getBytes(StandardCharsets.UTF_8), FilingJson.class, "The part “filing”");
    }

    /** What can be read; what cannot is added to the list. */
    FilingParts parts(@Nullable UUID documentId, List<Problem.Detail> wrong) {
        TermsJson asked = terms == null ? new TermsJson(null, null, null, null, null) : terms;
        return new FilingParts(
                one(Instrument.class, instrument, FilingCheck.INSTRUMENT, wrong),
                text(court),
                text(judge),
                text(docket),
                date(issuedOn, FilingCheck.ISSUED_ON, wrong),
                text(agencyCaseNumber),
                date(nondisclosureUntil, FilingCheck.NONDISCLOSURE_UNTIL, wrong),
                Boolean.TRUE.equals(attested),
                asked.handles() == null ? List.of() : asked.handles(),
                logs(asked.logs(), wrong),
                one(
                        Direction.class,
                        asked.direction() == null ? "BY_SOURCE" : asked.direction(),
                        FilingCheck.DIRECTION,
                        wrong),
                instant(asked.from(), FilingCheck.FROM, wrong),
                instant(asked.to(), FilingCheck.TO, wrong),
                documentId,
                text(preservation));
    }

    static Set<LogKind> logs(@Nullable List<String> names, List<Problem.Detail> wrong) {
        Set<LogKind> logs = EnumSet.noneOf(LogKind.class);
        for (String name : names == null ? List.<String>of() : names) {
            LogKind log = one(LogKind.class, name, FilingCheck.LOGS, wrong);
            if (log != null) {
                logs.add(log);
            }
        }
        return logs;
    }

    static <E extends Enum<E>> @Nullable E one(
            Class<E> type, @Nullable String name, String field, List<Problem.Detail> wrong) {
        if (name == null) {
            return null;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        wrong.add(new Problem.Detail(field, "Use one of " + Arrays.toString(type.getEnumConstants())));
        return null;
    }

    private static @Nullable LocalDate date(@Nullable String text, String field, List<Problem.Detail> wrong) {
        if (text == null) {
            return null;
        }
        Optional<LocalDate> date = TypedTime.date(text);
        if (date.isEmpty()) {
            wrong.add(new Problem.Detail(field, "Write the date as YYYY-MM-DD"));
        }
        return date.orElse(null);
    }

    static @Nullable Instant instant(@Nullable String text, String field, List<Problem.Detail> wrong) {
        if (text == null) {
            return null;
        }
        Optional<Instant> instant = TypedTime.instant(text);
        if (instant.isEmpty()) {
            wrong.add(new Problem.Detail(field, "Write the instant with its offset, for example 2026-11-01T00:00:00Z"));
        }
        return instant.orElse(null);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Terms as they would be asked for, so that they can be read back and nothing is asked. */
    static TermsJson typed(org.tipstaff.process.Terms terms) {
        return new TermsJson(
                terms.handles().stream().map(handle -> handle.today().typed()).toList(),
                terms.logs().stream().map(LogKind::name).toList(),
                terms.direction().name(),
                terms.range().from().toString(),
                terms.range().to().toString());
    }

    @Override
    public String toString() {
        return "filing";
    }
}
