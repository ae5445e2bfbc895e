package org.tipstaff.invitation.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;

/**
 * How far a file was sent to a portal, kept beside it: what is appended to the file later is sent, and nothing before it
 * again.
 *
 * @param position in bytes; all before it is in the portal's log
 * @param lines before the position
 * @param sha256 of all bytes before the position: by that the file is known again
 * @param underWay end of the part that was being sent, whose answer is not known; null where there is none
 */
record SentSoFar(
        URI portal,
        long position,
        long lines,
        Sha256 sha256,
        @Nullable Long underWay) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names and types of the file. */
    private record Stored(
            int version,
            String portal,
            long position,
            long lines,
            String sha256,
            @Nullable Long underWay) {}

    SentSoFar {
        if (position < 0 || lines < 0 || underWay != null && underWay <= position) {
            throw new IllegalArgumentException("Nothing is sent from there");
        }
    }

    static SentSoFar nothing(URI portal) {
        return new SentSoFar(portal, 0, 0, Sha256.of(new byte[0]), null);
    }

    /** @throws IOException where there is a file that says something else */
    static Optional<SentSoFar> read(Path state) throws IOException {
        try {
            Stored stored = JSON.readValue(Files.readAllBytes(state), Stored.class);
            if (stored.version() != 1) {
                throw new IOException(state + " is of another version of this program");
            }
            return Optional.of(new SentSoFar(
                    URI.create(stored.portal()),
                    stored.position(),
                    stored.lines(),
                    new Sha256(stored.sha256()),
                    stored.underWay()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(state + " does not say how far the file was sent", e);
        }
    }

    /** Either the old or the new is there, whenever the machine stops. */
    void write(Path state) throws IOException {
        Path next = state.resolveSibling(state.getFileName() + ".next");
        Files.write(
                next,
                JSON.writeValueAsBytes(new Stored(1, portal.toString(), position, lines, sha256.hex(), underWay)));
        Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    SentSoFar sending(UploadParts.Part part) {
        return new SentSoFar(portal, position, lines, sha256, part.end());
    }

    SentSoFar after(UploadParts.Part part) {
        return new SentSoFar(portal, part.end(), part.firstLine() - 1 + part.lines(), part.prefix(), null);
    }
}
