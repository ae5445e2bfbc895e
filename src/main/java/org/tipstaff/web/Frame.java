package org.tipstaff.web;

import io.quarkus.runtime.BlockingOperationNotAllowedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FormTokens;
import org.tipstaff.identity.Role;
import org.tipstaff.identity.SessionEnd;

/** What the layout shows around every page; {@code inject:frame} in templates. */
@Named("frame")
@ApplicationScoped
public class Frame {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    private final CurrentActor actor;
    private final CurrentVertxRequest request;
    private final Clock clock;
    private final String provider;
    private final boolean demo;
    private final FormTokens tokens;
    private final SessionEnd session;

    public Frame(
            CurrentActor actor,
            CurrentVertxRequest request,
            Clock clock,
            FormTokens tokens,
            SessionEnd session,
            @ConfigProperty(name = "tipstaff.provider.name", defaultValue = "Harborline") String provider,
            @ConfigProperty(name = "tipstaff.demo", defaultValue = "false") boolean demo) {
        this.actor = actor;
        this.request = request;
        this.clock = clock;
        this.provider = provider;
        this.demo = demo;
        this.tokens = tokens;
        this.session = session;
    }

    /**
     * An entry of the navigation.
     *
     * @param section what a page names as its section when this entry is current
     */
    public record Entry(String section, String title, String href) {}

    private static final List<Entry> PUBLIC = List.of(
            new Entry("home", "Home", "/"),
            new Entry("verify", "Verify a disclosure", "/verify"),
            new Entry("guide", "Guide", "/guide"),
            new Entry("transparency", "Transparency report", "/transparency"));

    public String provider() {
        return provider;
    }

    public boolean demo() {
        return demo;
    }

    public boolean signedIn() {
        return actor().isPresent();
    }

    /** Seconds until the session ends if nothing more is done; of somebody who is signed in. */
    public long sessionSeconds() {
        return session.left().toSeconds();
    }

    public String name() {
        return actor().map(Actor::name).orElse("");
    }

    /** The agency of an officer, the office of everybody else. */
    public String standing() {
        return actor().map(who -> who.belongsTo().map(Agency::name).orElseGet(() -> office(who)))
                .orElse("");
    }

    private static String office(Actor who) {
        return who.roles().stream()
                .filter(role -> role != Role.SYSTEM)
                .sorted()
                .findFirst()
                .map(role -> switch (role) {
                    case OFFICER -> "Officer";
                    case REVIEWER -> "Legal review";
                    case CUSTODIAN -> "Custodian of records";
                    case AUDITOR -> "Audit";
                    case ADMINISTRATOR -> "Administration";
                    case LOG_WRITER -> "Log service";
                    case SYSTEM -> "Portal";
                })
                .orElse("");
    }

    public List<Entry> navigation() {
        return actor().map(Frame::navigation)
                .filter(entries -> !entries.isEmpty())
                .orElse(PUBLIC);
    }

    static List<Entry> navigation(Actor who) {
        List<Entry> entries = new ArrayList<>();
        if (who.is(Role.OFFICER)) {
            entries.add(new Entry("file", "File a request", "/requests/new"));
            entries.add(new Entry("requests", "My requests", "/requests"));
            entries.add(new Entry("guide", "Guide", "/guide"));
        }
        if (who.is(Role.REVIEWER)) {
            entries.add(new Entry("queue", "Queue", "/review"));
            entries.add(new Entry("all", "All requests", "/review?status=all"));
            entries.add(new Entry("verify", "Verify", "/verify"));
        }
        if (who.is(Role.CUSTODIAN)) {
            entries.add(new Entry("custody", "Custody", "/custody"));
        }
        if (who.is(Role.AUDITOR)) {
            entries.add(new Entry("records", "Records", "/audit/records"));
            entries.add(new Entry("audit", "Audit log", "/audit/log"));
            entries.add(new Entry("transparency", "Transparency", "/transparency"));
        }
        if (who.is(Role.ADMINISTRATOR)) {
            entries.add(new Entry("admin", "Administration", "/admin"));
        }
        return List.copyOf(entries);
    }

    /** The token that the forms of this page send back. */
    public String formToken() {
        RoutingContext routing = request.getCurrent();
        return routing == null
                ? ""
                : tokens.issue(routing, actor().map(Actor::id).orElse(""));
    }

    /** For example {@code due in 3 days}, {@code due in 5 hours}, {@code 2 days late}. */
    public String due(Instant at) {
        return due(clock.instant(), at);
    }

    /**
     * Days as a calendar counts them, so that what was just filed is due in the days that were promised and on the day
     * that stands beside; below two days hours and minutes, rounded. What is late is at least as late as it says.
     */
    static String due(Instant now, Instant at) {
        Duration left = Duration.between(now, at);
        if (left.isNegative()) {
            return amount(left.abs(), left.abs().toDays()) + " late";
        }
        Duration rounded = left.plus(left.compareTo(HOUR) < 0 ? HALF_MINUTE : HALF_HOUR);
        return "due in " + amount(rounded, Display.days(now, at));
    }

    private static String amount(Duration duration, long days) {
        return duration.toHours() >= 48
                ? Display.counted(days, "day")
                : duration.toHours() >= 1
                        ? Display.counted(duration.toHours(), "hour")
                        : Display.counted(duration.toMinutes(), "minute");
    }

    /** Colour of a tag for a due instant: red when late, yellow in the last two days, else grey. */
    public String dueColour(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? "red" : left.compareTo(Duration.ofDays(2)) < 0 ? "yellow" : "grey";
    }

    private Optional<Actor> actor() {
        try {
            return actor.find();
        } catch (ContextNotActiveException | BlockingOperationNotAllowedException e) {
            // A page about a request that failed before it became one.
            return Optional.empty();
        }
    }
}
