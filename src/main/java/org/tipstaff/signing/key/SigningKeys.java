package org.tipstaff.signing.key;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.tipstaff.signing.TrustAnchors;

/**
 * The keys of one signer, a custodian or the provider, over time: one signs, the next takes over at its instant, and the certificates of
 * those that signed before stay published. They overlap: whoever has fetched the certificates before a change can
 * validate what is signed after it.
 */
public final class SigningKeys {
    /**
     * A key and from when on it signs.
     *
     * @param property begins the names of its settings
     */
    public record Planned(String property, SigningKey key, Instant from) {
        public X509Certificate certificate() {
            return key.certificate();
        }
    }

    private final List<Planned> planned;
    private final List<X509Certificate> others;

    /**
     * @param planned at least one; the first signs from the beginning
     * @param others certificates of former keys and those above them, and the roots of time-stamp authorities
     */
    public SigningKeys(List<Planned> planned, List<X509Certificate> others) {
        if (planned.isEmpty()) {
            throw new IllegalArgumentException("Nothing can be signed without a key");
        }
        this.planned =
                planned.stream().sorted(Comparator.comparing(Planned::from)).toList();
        this.others = List.copyOf(others);
    }

    public static SigningKeys of(SigningKey only) {
        return new SigningKeys(List.of(new Planned("tipstaff.signing", only, Instant.MIN)), List.of());
    }

    /** The key that signs at an instant: the last that has taken over by then. */
    public SigningKey active(Instant at) {
        return signing(at).key();
    }

    public Planned signing(Instant at) {
        Planned active = planned.get(0);
        for (Planned each : planned) {
            if (!each.from().isAfter(at)) {
                active = each;
            }
        }
        return active;
    }

    /** The keys that sign now or will sign, as far as their certificates are valid already. */
    public List<Planned> usable(Instant now) {
        Planned active = signing(now);
        return planned.stream()
                .filter(each -> each.equals(active) || each.from().isAfter(now))
                .filter(each -> !now.isBefore(each.certificate().getNotBefore().toInstant()))
                .toList();
    }

    /** Every certificate of these keys and those above them. */
    public List<X509Certificate> chains() {
        return planned.stream().flatMap(each -> each.key().chain().stream()).toList();
    }

    /** Every certificate that somebody may need: signers' first, the active one before all, and roots last. */
    public List<X509Certificate> published(Instant now) {
        LinkedHashSet<X509Certificate> all = new LinkedHashSet<>(active(now).chain());
        planned.forEach(each -> all.addAll(each.key().chain()));
        all.addAll(others);
        List<X509Certificate> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt(SigningKeys::height));
        return sorted;
    }

    /** Certificates of the keys that sign, will sign or have signed; no authority's, also none of time-stamps. */
    public List<X509Certificate> signers() {
        List<X509Certificate> all = new ArrayList<>(others);
        planned.forEach(each -> all.add(each.key().certificate()));
        return new TrustAnchors(all).signers();
    }

    /** The roots among the published certificates; a signer's own certificate is no trust anchor. */
    public TrustAnchors roots() {
        List<X509Certificate> all = new ArrayList<>(others);
        planned.forEach(each -> all.addAll(each.key().chain()));
        return new TrustAnchors(all).roots();
    }

    private static int height(X509Certificate certificate) {
        if (certificate.getBasicConstraints() < 0) {
            return 0;
        }
        return TrustAnchors.isRoot(certificate) ? 2 : 1;
    }

    /** Why nothing signed at the instant would be valid; empty where it would. */
    public Optional<String> problem(Instant now) {
        Planned active = signing(now);
        X509Certificate certificate = active.certificate();
        if (!now.isBefore(certificate.getNotAfter().toInstant())) {
            return Optional.of("The signing certificate has expired: set " + active.property()
                    + " to a key whose certificate is valid, and publish the old one with"
                    + " tipstaff.signing.retired-certificates.");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of("The signing certificate of " + active.property() + " is not valid yet: set "
                    + planned.get(0).property() + ".next.not-before to its first day or later.");
        }
        return Optional.empty();
    }

    /** A sentence where signing will come to an end within the time given, and no other key takes over in time. */
    public Optional<String> warning(Instant now, Duration ahead) {
        Instant from = now;
        while (true) {
            Instant start = from;
            Planned active = signing(start);
            Instant end = active.certificate().getNotAfter().toInstant();
            if (end.isAfter(now.plus(ahead))) {
                return Optional.empty();
            }
            Optional<Instant> takeover = planned.stream()
                    .map(Planned::from)
                    .filter(at -> at.isAfter(start) && !at.isAfter(end))
                    .max(Comparator.naturalOrder());
            if (takeover.isEmpty()) {
                return Optional.of("The signing certificate of " + active.property() + " ends at " + end
                        + " and no other key takes over before: set "
                        + planned.get(0).property() + ".next");
            }
            from = takeover.get();
        }
    }
}
