package org.tipstaff.request;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Instrument;

/**
 * Which requests to list. Null and the empty set mean any.
 *
 * @param text part of a reference, docket, court, agency or agency case number
 * @param fingerprint keyed fingerprint of a handle, see {@link Requests#fingerprint}
 * @param claimedBy who has it; empty for nobody
 * @param page from 0
 * @param size rows a page, 1 to 10,000
 */
public record RequestQuery(
        @Nullable String agencyId,
        Set<Status> statuses,
        @Nullable Instrument instrument,
        @Nullable String text,
        byte @Nullable [] fingerprint,
        @Nullable Instant receivedFrom,
        @Nullable Instant receivedTo,
        @Nullable String claimedBy,
        Order order,
        int page,
        int size) {
    public enum Order {
        NEWEST_FIRST,
        DUE_FIRST
    }

    public static final RequestQuery ALL =
            new RequestQuery(null, Set.of(), null, null, null, null, null, null, Order.NEWEST_FIRST, 0, 25);

    public RequestQuery {
        statuses = Set.copyOf(statuses);
        if (page < 0 || size < 1 || size > 10_000) {
            throw new IllegalArgumentException("No such page");
        }
    }

    public RequestQuery ofAgency(String agency) {
        return new RequestQuery(
                agency,
                statuses,
                instrument,
                text,
                fingerprint,
                receivedFrom,
                receivedTo,
                claimedBy,
                order,
                page,
                size);
    }

    public RequestQuery in(Set<Status> wanted) {
        return new RequestQuery(
                agencyId,
                wanted,
                instrument,
                text,
                fingerprint,
                receivedFrom,
                receivedTo,
                claimedBy,
                order,
                page,
                size);
    }

    public RequestQuery of(@Nullable Instrument wanted) {
        return new RequestQuery(
                agencyId, statuses, wanted, text, fingerprint, receivedFrom, receivedTo, claimedBy, order, page, size);
    }

    public RequestQuery with(@Nullable String wanted) {
        return new RequestQuery(
                agencyId,
                statuses,
                instrument,
                wanted == null || wanted.isBlank() ? null : wanted.strip(),
                fingerprint,
                receivedFrom,
                receivedTo,
                claimedBy,
                order,
                page,
                size);
    }

    public RequestQuery naming(byte @Nullable [] handle) {
        return new RequestQuery(
                agencyId, statuses, instrument, text, handle, receivedFrom, receivedTo, claimedBy, order, page, size);
    }

    public RequestQuery received(@Nullable Instant from, @Nullable Instant to) {
        return new RequestQuery(
                agencyId, statuses, instrument, text, fingerprint, from, to, claimedBy, order, page, size);
    }

    /** @param reviewer null for anybody, empty for nobody */
    public RequestQuery claimedBy(@Nullable String reviewer) {
        return new RequestQuery(
                agencyId,
                statuses,
                instrument,
                text,
                fingerprint,
                receivedFrom,
                receivedTo,
                reviewer,
                order,
                page,
                size);
    }

    public RequestQuery dueFirst() {
        return new RequestQuery(
                agencyId,
                statuses,
                instrument,
                text,
                fingerprint,
                receivedFrom,
                receivedTo,
                claimedBy,
                Order.DUE_FIRST,
                page,
                size);
    }

    public RequestQuery page(int wanted, int rows) {
        return new RequestQuery(
                agencyId,
                statuses,
                instrument,
                text,
                fingerprint,
                receivedFrom,
                receivedTo,
                claimedBy,
                order,
                wanted,
                rows);
    }
}
