package org.tipstaff.request.correspondence;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.work.WorkQueue;
import org.tipstaff.work.WorkStep;

/** Mail to the officer when there is something to do or to read. It names the reference and nothing of the case. */
@ApplicationScoped
public class Notices implements WorkStep {
    private static final String NAME = "notice";
    private static final Set<Status> WORTH_A_MAIL =
            EnumSet.of(Status.RETURNED, Status.REFUSED, Status.DISCLOSED, Status.RECALLED);

    private final Requests requests;
    private final Mailer mailer;
    private final WorkQueue queue;
    private final AuditLog audit;
    private final String portal;

    Notices(
            Requests requests,
            Mailer mailer,
            WorkQueue queue,
            AuditLog audit,
            @ConfigProperty(name = "tipstaff.disclosure.portal", defaultValue = "http://localhost:8080")
                    String portal) {
        this.requests = requests;
        this.mailer = mailer;
        this.queue = queue;
        this.audit = audit;
        this.portal = portal;
    }

    void moved(@Observes RequestMoved event) {
        Status to = event.moved().to();
        if (WORTH_A_MAIL.contains(to)) {
            queue.enqueue(
                    NAME,
                    event.request().reference() + " " + to + " "
                            + event.request().round());
        }
    }

    /** A reviewer wrote to the officer. Joins the caller's transaction. */
    void ofMessage(CaseReference reference, int number) {
        queue.enqueue(NAME, reference + " MESSAGE " + number);
    }

    /** The provider signed a letter. Joins the caller's transaction. */
    public void ofLetter(CaseReference reference, String number) {
        queue.enqueue(NAME, reference + " LETTER " + number);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) {
        CaseReference reference = new CaseReference(subject.substring(0, subject.indexOf(' ')));
        Request request = requests.get(reference);
        if (request.filedBy().email().isBlank()) {
            return;
        }
        mailer.send(Mail.withText(
                request.filedBy().email(), "News on " + reference, """
                There is news on your request %s.

                Sign in to read it: %s/requests/%s

                This message says nothing of the case, and never will. Do not answer it.
                """.formatted(reference, portal, reference)));
        QuarkusTransaction.requiringNew()
                .run(() -> audit.record(
                        AuditAction.NOTICE_SENT, Actor.SYSTEM, reference.value(), Map.of("about", subject)));
    }
}
