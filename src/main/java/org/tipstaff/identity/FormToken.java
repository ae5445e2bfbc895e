package org.tipstaff.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tipstaff.sealing.Sha256;

/**
 * What a form's token says of the page that the form stands on.
 *
 * @param session fingerprint of the session's cookie; of nothing where there was no session
 * @param person fingerprint of who was signed in; of nothing for a page that nobody was signed in to
 * @param page path and query of the page, to come back to
 */
public record FormToken(String session, String person, String page) {
    private static final String NOBODY = fingerprint("");

    public static FormToken of(String sessionCookie, String subject, String page) {
        return new FormToken(fingerprint(sessionCookie), fingerprint(subject), page);
    }

    private static String fingerprint(String value) {
        return Sha256.of(value.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }

    public boolean ofSession(String cookie) {
        return session.equals(fingerprint(cookie));
    }

    public boolean ofPerson(String subject) {
        return person.equals(fingerprint(subject));
    }

    public boolean ofNobody() {
        return person.equals(NOBODY);
    }

    public String text() {
        return session + "\n" + person + "\n" + page;
    }

    public static Optional<FormToken> parse(String text) {
        String[] parts = text.split("\n", 3);
        return parts.length == 3 ? Optional.of(new FormToken(parts[0], parts[1], parts[2])) : Optional.empty();
    }
}
