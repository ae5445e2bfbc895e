package org.tipstaff.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void a_time_is_shown_in_the_houses_zone_with_the_zone_that_was_in_force() {
        assertThat(Display.local(Instant.parse("2026-11-24T14:42:07Z"), NEW_YORK))
                .isEqualTo("11/24/2026, 9:42 a.m. EST");
        assertThat(Display.local(Instant.parse("2026-07-01T04:00:00Z"), NEW_YORK))
                .isEqualTo("07/01/2026, 12:00 a.m. EDT");
        assertThat(Display.local(Instant.parse("2026-07-01T16:00:00Z"), NEW_YORK))
                .isEqualTo("07/01/2026, 12:00 p.m. EDT");
    }

    @Test
    void the_hour_that_comes_twice_is_told_apart_by_its_zone() {
        assertThat(Display.local(Instant.parse("2026-11-01T05:30:00Z"), NEW_YORK))
                .endsWith("1:30 a.m. EDT");
        assertThat(Display.local(Instant.parse("2026-11-01T06:30:00Z"), NEW_YORK))
                .endsWith("1:30 a.m. EST");
    }

    @Test
    void utc_is_spelled_as_in_the_disclosure() {
        assertThat(Display.utc(Instant.parse("2026-11-24T14:42:07.999999Z"))).isEqualTo("2026-11-24 14:42:07 UTC");
        assertThat(Display.time(Instant.parse("2026-11-24T14:42:07.5Z")).getValue())
                .startsWith("<time datetime=\"2026-11-24T14:42:07Z\"");
    }

    @Test
    void sizes_and_counts_read_like_a_file_manager() {
        assertThat(Display.size(1)).isEqualTo("1 byte");
        assertThat(Display.size(640_000)).isEqualTo("640 KB");
        assertThat(Display.size(999_499)).isEqualTo("999 KB");
        assertThat(Display.size(999_500)).isEqualTo("1.0 MB");
        assertThat(Display.counted(1, "row")).isEqualTo("1 row");
        assertThat(Display.counted(0, "row")).isEqualTo("0 rows");
        assertThat(Display.counted(50_000, "row")).isEqualTo("50,000 rows");
        assertThat(Display.us(LocalDate.of(2026, 1, 2))).isEqualTo("01/02/2026");
    }

    @Test
    void what_people_typed_is_escaped_before_anything_is_put_into_it() {
        assertThat(Display.breakable("<b>@example.com").getValue()).isEqualTo("&lt;b&gt;@<wbr>example.com");
        assertThat(Display.broken("a & b\n<script>'\"").getValue()).isEqualTo("a &amp; b<br>&lt;script&gt;&#39;&quot;");
    }

    @Test
    void a_long_hash_keeps_its_head_and_tail() {
        assertThat(Display.abbreviated("5f3a91c27d0be8a4416fd2c99b7a03e1c84f6ab05d1e92f7836c0da5e07b44d8"))
                .isEqualTo("5f3a91c27d0b…e07b44d8");
        assertThat(Display.abbreviated("5f3a91c2")).isEqualTo("5f3a91c2");
    }

    @Test
    void a_due_date_says_how_long_it_is_or_how_late() {
        Instant now = Instant.parse("2026-11-30T18:00:00Z");
        assertThat(due(now, Duration.ofHours(72))).isEqualTo("due in 3 days");
        assertThat(due(now, Duration.ofHours(47))).isEqualTo("due in 47 hours");
        assertThat(due(now, Duration.ofMinutes(-61))).isEqualTo("1 hour late");
        assertThat(due(now, Duration.ofMinutes(1))).isEqualTo("due in 1 minute");
        assertThat(due(now, Duration.ofHours(-71))).isEqualTo("2 days late");
    }

    @Test
    void a_promise_of_a_moment_ago_is_the_one_that_was_made() {
        Instant now = Instant.parse("2026-11-30T18:00:00Z");
        Duration moment = Duration.ofSeconds(3);
        assertThat(due(now, Duration.ofDays(10).minus(moment))).isEqualTo("due in 10 days");
        assertThat(due(now, Duration.ofHours(72).minus(moment))).isEqualTo("due in 3 days");
        assertThat(due(now, Duration.ofHours(8).minus(moment))).isEqualTo("due in 8 hours");
        assertThat(due(now, Duration.ofHours(1).minus(moment))).isEqualTo("due in 1 hour");
    }

    @Test
    void days_are_those_of_the_calendar_that_stands_beside() {
        Instant lateAtNight = Instant.parse("2026-12-01T04:59:00Z");
        assertThat(due(lateAtNight, Duration.ofDays(3).plusMinutes(2))).isEqualTo("due in 4 days");
    }

    private static String due(Instant now, Duration left) {
        return Frame.due(now, now.plus(left));
    }

    @Test
    void filters_stay_in_the_address_of_the_pages_beside() {
        Pages pages = new Pages("/requests", Map.of("status", "REFUSED", "q", "26-GJ & more"), 2, 3);
        assertThat(pages.next()).isEqualTo("/requests?q=26-GJ+%26+more&status=REFUSED&page=3");
        assertThat(pages.previous()).endsWith("&page=1");
        assertThat(new Pages("/requests", Map.of("q", ""), 1, 2).next()).isEqualTo("/requests?page=2");
        assertThat(Pages.count(51, 25)).isEqualTo(3);
        assertThat(Pages.count(0, 25)).isEqualTo(1);
    }

    @Test
    void programs_get_json_and_people_get_pages() {
        assertThat(ProblemPage.forPrograms("/api/v1/requests", "text/html")).isTrue();
        assertThat(ProblemPage.forPrograms("/requests", "text/html,application/json"))
                .isFalse();
        assertThat(ProblemPage.forPrograms("/requests", "application/json")).isTrue();
        assertThat(ProblemPage.forPrograms("/requests", null)).isFalse();
    }
}
