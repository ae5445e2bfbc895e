package org.tipstaff.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.retention.RetentionChanges;
import org.tipstaff.web.Problem;

/** Reads what an administrator typed into the form that proposes another retention. */
@ApplicationScoped
class RetentionForm {
    private static final List<String> FIELDS = List.of("log", "kept", "days", "from", "reason");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private final Clock clock;

    RetentionForm(Clock clock) {
        this.clock = clock;
    }

    static Map<String, String> typed(MultivaluedMap<String, String> form) {
        Map<String, String> typed = new HashMap<>();
        for (String field : FIELDS) {
            String value = form.getFirst(field);
            typed.put(field, value == null ? "" : value.strip());
        }
        return typed;
    }

    /** @throws Problem NOT_FOUND where there cannot be such a proposal */
    static long number(@Nullable String proposal) {
        if (proposal == null || !proposal.matches("\\d{1,15}")) {
            throw Problem.notFound();
        }
        return Long.parseLong(proposal);
    }

    /** @throws Problem INVALID with all that is wrong at once */
    RetentionChanges.Wanted wanted(Map<String, String> typed) {
        List<Problem.Detail> wrong = new ArrayList<>();
        LogKind log = log(typed.getOrDefault("log", ""));
        if (log == null) {
            wrong.add(new Problem.Detail("log", "Choose a log"));
        }
        Duration value = value(typed);
        if (value == null) {
            wrong.add(new Problem.Detail(
                    chosen(typed) ? "days" : "kept",
                    chosen(typed) ? "Enter a whole number of days, from 1 to 3,660" : "Choose for how long"));
        }
        Instant from = from(typed.getOrDefault("from", ""));
        if (from == null) {
            wrong.add(new Problem.Detail("from", "Enter a UTC time like 2026-12-01 00:00, or leave it empty"));
        }
        String reason = typed.getOrDefault("reason", "");
        if (reason.isBlank()) {
            wrong.add(new Problem.Detail("reason", "Say why, in words the other administrator can judge"));
        }
        if (log == null || value == null || from == null || !wrong.isEmpty()) {
            throw Problem.invalid("Some answers need another look", wrong);
        }
        return new RetentionChanges.Wanted(log, value, from, reason);
    }

    private static @Nullable LogKind log(String name) {
        for (LogKind kind : LogKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    private static boolean chosen(Map<String, String> typed) {
        return !typed.getOrDefault("kept", "").isEmpty();
    }

    private static @Nullable Duration value(Map<String, String> typed) {
        String kept = typed.getOrDefault("kept", "");
        String days = kept.equals("other") ? typed.getOrDefault("days", "") : kept;
        if (!days.matches("[1-9]\\d{0,3}") || Integer.parseInt(days) > 3_660) {
            return null;
        }
        return Duration.ofDays(Integer.parseInt(days));
    }

    /** Nothing typed means as soon as it can be. */
    private @Nullable Instant from(String text) {
        if (text.isEmpty()) {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
        try {
            return LocalDateTime.parse(text.replace('T', ' '), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
