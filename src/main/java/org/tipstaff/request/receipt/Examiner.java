package org.tipstaff.request.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.document.TextFinder;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Examination;
import org.tipstaff.process.Facts;
import org.tipstaff.process.Finding;
import org.tipstaff.process.OrderSignature;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.RequestRegister;

/** Gathers the facts that the findings rest on and has them examined. */
@ApplicationScoped
public class Examiner {
    private final Examination examination;
    private final RequestRegister register;
    private final InvitationLog log;
    private final Preservations preservations;

    Examiner(Examination examination, RequestRegister register, InvitationLog log, Preservations preservations) {
        this.preservations = preservations;
        this.examination = examination;
        this.register = register;
        this.log = log;
    }

    public record Subject(Filing filing, OrderDocument document, Agency agency, Instant receivedAt) {}

    @Transactional
    List<Finding> examine(Subject subject) {
        return examine(subject, null);
    }

    /** @param itself the request that is examined again, which is no duplicate of itself; null for a new one */
    @Transactional
    public List<Finding> examine(Subject subject, @Nullable CaseReference itself) {
        var inspection = subject.document().inspection();
        Facts.Document document = new Facts.Document(
                inspection.texts().stream().map(page -> page.text()).toList(),
                inspection.imageOnly(),
                verdict(inspection.signature().verdict()),
                found(subject.filing().terms(), new TextFinder(inspection.texts())));
        List<Facts.Earlier> earlier = register.onDocument(subject.document().sha256(), subject.agency()).stream()
                .filter(found -> itself == null || !found.reference().equals(itself.value()))
                .toList();
        Facts facts = new Facts(
                subject.filing().process().legal(),
                subject.filing().terms(),
                subject.agency(),
                subject.receivedAt(),
                log.coverage(subject.filing().terms().range(), EnumSet.allOf(LogKind.class), subject.receivedAt())
                        .retention(),
                document,
                earlier,
                preservations.receivedAt(subject.filing().preservation(), subject.agency()));
        return examination.examine(facts, subject.receivedAt());
    }

    private static Set<Handle> found(Terms terms, TextFinder finder) {
        return terms.handles().stream()
                .filter(handle -> !finder.findAny(handle.spellings()).isEmpty())
                .collect(Collectors.toSet());
    }

    private static OrderSignature verdict(org.tipstaff.document.SignatureVerdict verdict) {
        return switch (verdict) {
            case VALID_TRUSTED -> OrderSignature.VALID_TRUSTED;
            case VALID_UNKNOWN_SIGNER -> OrderSignature.VALID_UNKNOWN_SIGNER;
            case SIGNED_AFTER_CHANGE -> OrderSignature.SIGNED_AFTER_CHANGE;
            case REWRITTEN -> OrderSignature.REWRITTEN;
            case INDETERMINATE -> OrderSignature.INDETERMINATE;
            case ALTERED -> OrderSignature.ALTERED;
            case NOT_SIGNED -> OrderSignature.UNSIGNED;
        };
    }
}
