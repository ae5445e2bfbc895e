package org.tipstaff.signing.trial;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tipstaff.signing.key.SigningKeys;
import org.tipstaff.signing.setup.SigningConfiguration;
import org.tipstaff.signing.setup.SigningParts;
import org.tipstaff.signing.setup.SigningProducer;

/**
 * Whether signing would succeed now, found out before anybody certifies: each key makes a trial signature at the start, in
 * the background, and again from time to time. Each copy of the portal tries for itself: it has a token and a network of
 * its own.
 */
@ApplicationScoped
public class TrialSignatures {
    private static final Logger LOG = Logger.getLogger(TrialSignatures.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(5);
    /** Each server is asked several times for each key, and each answer may take as long as the network's limit. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** @param ended when the last of them was done */
    private record Round(List<Trial> trials, Instant ended) {
        boolean good() {
            return trials.stream().allMatch(Trial::good);
        }
    }

    private final SigningProducer signing;
    private final Duration every;
    private final Clock clock;
    private final Instant since;
    private volatile @Nullable Round last;

    TrialSignatures(SigningProducer signing, SigningConfiguration configuration, Clock clock) {
        this.signing = signing;
        this.every = configuration.trialEvery();
        this.clock = clock;
        this.since = clock.instant();
    }

    /** In a thread of the scheduler: nobody who starts the portal or asks for its health waits for a server outside. */
    @Scheduled(
            every = "30s",
            delayed = "2s",
            identity = "trial signatures",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Round before = last;
        if (before == null || !clock.instant().isBefore(due(before))) {
            tryNow();
        }
    }

    private Instant due(Round round) {
        Duration pause = round.good() || every.compareTo(AFTER_A_FAILURE) < 0 ? every : AFTER_A_FAILURE;
        return round.ended().plus(pause);
    }

    /** Makes a trial signature with each key that signs, or will sign and is valid already. */
    public List<Trial> tryNow() {
        SigningParts parts = signing.parts();
        TrialSignature trial = new TrialSignature(parts.evidence(), parts.validator(), clock);
        Instant now = clock.instant();
        List<Trial> trials = new ArrayList<>();
        for (SigningKeys keys : parts.keys().all()) {
            keys.usable(now).forEach(planned -> trials.add(trial.with(planned)));
        }
        tell(trials);
        last = new Round(List.copyOf(trials), clock.instant());
        return trials;
    }

    /** Once for each change; the health check goes on saying it. */
    private void tell(List<Trial> trials) {
        Round before = last;
        for (Trial each : trials) {
            boolean news = before == null
                    || before.trials().stream()
                            .noneMatch(old -> old.property().equals(each.property())
                                    && old.failed() == each.failed()
                                    && old.reason().equals(each.reason()));
            if (news && each.good()) {
                LOG.infof("Trial signature with %s (%s): good", each.property(), each.subject());
            } else if (news) {
                LOG.warnf("Trial signature with %s (%s): %s", each.property(), each.subject(), each.words());
            }
        }
    }

    /** The last of each key; none before the first round is done. */
    public List<Trial> last() {
        Round round = last;
        return round == null ? List.of() : round.trials();
    }

    /** A sentence where trials are not made in time, so that nothing is known of now. */
    Optional<String> overdue() {
        Round round = last;
        Instant due = round == null ? since : due(round);
        return clock.instant().isAfter(due.plus(PATIENCE))
                ? Optional.of("No trial signature was made since " + (round == null ? "the start" : round.ended()))
                : Optional.empty();
    }

    /** Why a paper that this custodian certified now would not be signed; empty where nothing is known of that. */
    public Optional<Trial> failedFor(String account) {
        return failed(signing.parts().keys().of(account));
    }

    private Optional<Trial> failed(SigningKeys keys) {
        String property = keys.signing(clock.instant()).property();
        return last().stream()
                .filter(trial -> trial.property().equals(property) && !trial.good())
                .findFirst();
    }
}
