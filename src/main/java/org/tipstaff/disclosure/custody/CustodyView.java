package org.tipstaff.disclosure.custody;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.StampTable;
import org.tipstaff.disclosure.contents.Statement;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;
import org.tipstaff.signing.trial.Trial;
import org.tipstaff.web.form.FormView;

/**
 * The custodian's page of one disclosure.
 *
 * @param former the recalled disclosure that it corrects; null for the first
 * @param mayCertify whether this custodian could certify now
 * @param mayDecline whether this custodian could send it back to the reviewers
 * @param mayRecall whether a reviewer asked for a recall that this custodian could make now
 * @param waits what the signature waits for; may be empty
 * @param revisions of the signed document, the first delivered first
 * @param opened files that this custodian opened as they are prepared now
 * @param decided what was asked, found and decided
 * @param failed the trial signature of this custodian's key, where the last one failed and nothing is signed yet; else null
 * @param fresh whether the sign-in is of just now; else the form asks for it first
 */
public record CustodyView(
        Request request,
        Disclosure disclosure,
        @Nullable Disclosure former,
        String waits,
        List<StampTable.Revision> revisions,
        boolean mayCertify,
        boolean mayDecline,
        boolean mayRecall,
        boolean fresh,
        Set<FileKind> opened,
        Decided.View decided,
        @Nullable Trial failed,
        FormView form) {
    public List<Statement> statements() {
        return Arrays.asList(Statement.values());
    }

    /** Whether this custodian opened the document; before that they cannot certify it. */
    public boolean read() {
        return opened.contains(FileKind.PDF);
    }

    public boolean opened(FileKind kind) {
        return opened.contains(kind);
    }

    /** The custodian certified and the signature is being made. */
    public boolean signing() {
        return request.status() == Status.PREPARED && disclosure.intendedAt() != null && !disclosure.signed();
    }
}
