package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Requests;
import org.tipstaff.web.Display;
import org.tipstaff.web.Problem;
import org.tipstaff.work.WorkQueue;

/**
 * The letters of a request, for whoever may see the request. A letter says no more than the request's page does, so it
 * takes no fresh sign-in, as a disclosure does which holds rows; every download is audited before the first byte leaves.
 */
@ApplicationScoped
public class Letters {
    private final LetterTable table;
    private final LetterObjects objects;
    private final Requests requests;
    private final WorkQueue queue;
    private final AuditLog audit;
    private final Clock clock;

    Letters(LetterTable table, LetterObjects objects, Requests requests, WorkQueue queue, AuditLog audit, Clock clock) {
        this.table = table;
        this.objects = objects;
        this.requests = requests;
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Those that are due and those that were signed, the first first.
     *
     * @throws Problem NOT_FOUND where the request is not the actor's to see
     */
    @Transactional
    public List<Letter> of(CaseReference reference, Actor actor) {
        requests.get(reference, actor);
        return table.of(reference);
    }

    /** A signed letter to be handed out. */
    public record Download(Letter letter, Letter.Signed file, InputStream content) {}

    /** @throws Problem NOT_FOUND where the request is not the actor's to see, or has no such signed letter */
    @Transactional
    public Download download(CaseReference reference, String number, Actor actor) throws IOException {
        requests.get(reference, actor);
        Letter letter = table.find(number)
                .filter(found -> found.reference().equals(reference))
                .orElseThrow(Problem::notFound);
        Letter.Signed file = letter.file().orElseThrow(Problem::notFound);
        audit.record(
                AuditAction.DOWNLOADED,
                actor,
                reference.value(),
                Map.of("letter", number, "sha256", file.sha256().hex()));
        return new Download(letter, file, objects.open(letter));
    }

    /**
     * The move by which what a grant tells of was taken back; nothing while it stands, and of every other letter, which
     * tells of what has happened.
     */
    Optional<Moved> takenBack(Letter letter) {
        return letter.kind() != LetterKind.PARTIAL_GRANT
                ? Optional.empty()
                : requests.timeline(letter.reference()).stream()
                        .filter(moved -> moved.move().takesBack() && moved.at().isAfter(letter.dated()))
                        .findFirst();
    }

    /** What the signature of a letter waits for, as a sentence; empty where it waits for nobody. */
    String waits(Letter letter) {
        if (letter.waitsFor() == null) {
            return "";
        }
        String next = queue.next(LetterStep.NAME, letter.number())
                .filter(at -> at.isAfter(clock.instant()))
                .map(at -> "next try at " + Display.utc(at))
                .orElse("which is being tried now");
        return "Signing waits for " + letter.waitsFor().title() + ", " + next + ". It goes on by itself.";
    }
}
