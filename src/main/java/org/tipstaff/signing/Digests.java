package org.tipstaff.signing;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Until when digest algorithms are relied on.
 *
 * @param ends by name without dashes, as in {@code SHA256}; an algorithm that is not named has no end
 */
public record Digests(Map<String, Instant> ends) {
    /** Of those that time-stamp authorities know. */
    private static final List<DigestAlgorithm> PREFERRED =
            List.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512);

    /** Nothing has an end. */
    public static final Digests ENDLESS = new Digests(Map.of());

    public Digests {
        ends = Map.copyOf(ends);
    }

    public static Digests ending(Map<String, LocalDate> days) {
        Map<String, Instant> ends = new TreeMap<>();
        days.forEach((name, day) -> {
            String plain = name.replace("-", "").toUpperCase(java.util.Locale.ROOT);
            try {
                ends.put(
                        DigestAlgorithm.valueOf(plain).name(),
                        day.atStartOfDay(ZoneOffset.UTC).toInstant());
            } catch (IllegalArgumentException e) {
                throw new SigningException(
                        "tipstaff.signing.digest-ends names no digest algorithm: write it as in SHA256", e);
            }
        });
        return new Digests(ends);
    }

    /** The earliest end among the algorithms; {@link Instant#MAX} where none has one. */
    public Instant end(Collection<String> algorithms) {
        return algorithms.stream()
                .map(name -> ends.getOrDefault(name, Instant.MAX))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** The first algorithm that is relied on at the instant. */
    public DigestAlgorithm forUse(Instant at) {
        return PREFERRED.stream()
                .filter(each -> ends.getOrDefault(each.name(), Instant.MAX).isAfter(at))
                .findFirst()
                .orElseThrow(() -> new SigningException(
                        "tipstaff.signing.digest-ends leaves no digest algorithm to sign with", null));
    }
}
