package org.tipstaff.review;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Instrument;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Status;
import org.tipstaff.web.form.FormView;

/**
 * What the queue is filtered by, as it stands in the address. A value that does not exist filters nothing: an old
 * bookmark still shows the queue.
 *
 * @param status empty for what waits for a review, {@code all}, or the name of a {@link Status}
 * @param instrument empty for any
 * @param who empty for anybody, {@code mine} or {@code nobody}
 * @param text part of a reference, docket, court or agency
 * @param page from 1
 */
record QueueQuery(String status, String instrument, String who, String text, int page) {
    static final int ROWS = 25;
    static final Set<Status> WAITING = EnumSet.of(Status.SUBMITTED, Status.IN_REVIEW, Status.SECOND_REVIEW);
    static final String ALL = "all";
    static final String MINE = "mine";
    static final String NOBODY = "nobody";
    private static final int LAST_PAGE = 100_000;

    QueueQuery {
        page = Math.max(1, Math.min(LAST_PAGE, page));
    }

    static QueueQuery of(Map<String, @Nullable String> asked, int page) {
        String status = value(asked, "status");
        String instrument = value(asked, "instrument");
        String who = value(asked, "who");
        return new QueueQuery(
                status.equals(ALL) || named(Status.class, status).isPresent() ? status : "",
                named(Instrument.class, instrument).isPresent() ? instrument : "",
                Set.of(MINE, NOBODY).contains(who) ? who : "",
                value(asked, "q"),
                page);
    }

    private static String value(Map<String, @Nullable String> asked, String name) {
        String value = asked.get(name);
        return value == null ? "" : value.strip();
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst();
    }

    /** Whether it is the work that waits, and not a look at everything. */
    boolean isQueue() {
        return status.isEmpty();
    }

    Map<String, String> filters() {
        return Map.of("status", status, "instrument", instrument, "who", who, "q", text);
    }

    FormView form() {
        return new FormView(filters(), java.util.List.of());
    }

    RequestQuery toRequests(Actor actor) {
        Set<Status> statuses = named(Status.class, status).map(Set::of).orElse(isQueue() ? WAITING : Set.of());
        RequestQuery query = RequestQuery.ALL
                .in(statuses)
                .of(named(Instrument.class, instrument).orElse(null))
                .with(text)
                .page(page - 1, ROWS);
        if (who.equals(MINE)) {
            query = query.claimedBy(actor.id());
        } else if (who.equals(NOBODY)) {
            query = query.claimedBy("");
        }
        return status.equals(ALL) ? query : query.dueFirst();
    }
}
