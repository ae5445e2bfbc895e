package org.tipstaff.request.page;

import io.quarkus.qute.TemplateExtension;
import org.tipstaff.document.SignatureVerdict;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;

/** How the values of this package look on a page. */
@TemplateExtension
final class RequestDisplay {
    private RequestDisplay() {}

    /** Address of the officer's page. */
    static String path(Request request) {
        return "/requests/" + request.reference();
    }

    /** Colour of the tag. */
    static String colour(Status status) {
        return switch (status) {
            case DRAFT, CLOSED, EXPIRED, CONVERTED, WITHDRAWN -> "grey";
            case SUBMITTED, IN_REVIEW, SECOND_REVIEW, APPROVED, PREPARED -> "blue";
            case RETURNED, SUSPENDED -> "yellow";
            case DISCLOSED, PRESERVED, EXTENDED -> "green";
            case REFUSED, RECALLED -> "red";
        };
    }

    /** Look of the panel that says where the request stands. */
    static String panel(Status status) {
        return switch (colour(status)) {
            case "red" -> "bad";
            case "yellow" -> "warn";
            case "green" -> "ok";
            default -> "info";
        };
    }

    /** What happens next, and who does it. */
    static String next(Status status) {
        return switch (status) {
            case DRAFT -> "Finish the draft and submit it.";
            case SUBMITTED ->
                "A reviewer takes it from the queue, in the order in which answers are due. You need do nothing.";
            case IN_REVIEW -> "The reviewer compares the terms with the document and decides. You need do nothing.";
            case SECOND_REVIEW -> "A second reviewer must agree. You need do nothing.";
            case RETURNED ->
                "Read what the reviewer says below, correct it and submit it again. The records stay frozen meanwhile.";
            case SUSPENDED ->
                "Nothing is produced until the legal staff resume it. The records stay frozen, whatever time it takes.";
            case APPROVED -> "The granted rows are put together. This takes seconds to minutes.";
            case PREPARED -> "The custodian of records reads the disclosure, certifies it and signs it.";
            case DISCLOSED -> "Download the disclosure below. You will be asked to sign in once more before it opens.";
            case RECALLED ->
                "Tell whoever has a copy not to rely on it. If a corrected disclosure follows, it appears here and you"
                        + " are told.";
            case REFUSED ->
                "What stands against it, and what would cure it, is below. A cured request is filed as a new one.";
            case WITHDRAWN -> "Nothing more. The frozen copy is destroyed, with a certificate.";
            case PRESERVED -> "File an order or a warrant before the preservation ends. It can be renewed once.";
            case EXTENDED -> "File an order or a warrant before the preservation ends. It cannot be renewed again.";
            case CONVERTED -> "Nothing more here. Follow the request that took the records over.";
            case EXPIRED -> "Nothing more. The frozen copy is destroyed, with a certificate.";
            case CLOSED -> "Nothing more.";
        };
    }

    static String colour(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "green";
            case LOOK -> "yellow";
            case REFUSE -> "red";
        };
    }

    static String words(Verdict verdict) {
        return words(verdict, false);
    }

    /** @param decided whether the request is decided, so that nothing will be looked at or refused any more */
    static String words(Verdict verdict, boolean decided) {
        return switch (verdict) {
            case PASS -> "Passes";
            case LOOK -> decided ? "Was for a person to look at" : "Needs a look";
            case REFUSE -> decided ? "Refused" : "Will be refused";
        };
    }

    static String colour(SignatureVerdict verdict) {
        return switch (verdict) {
            case VALID_TRUSTED -> "green";
            case VALID_UNKNOWN_SIGNER, SIGNED_AFTER_CHANGE, REWRITTEN, INDETERMINATE -> "yellow";
            case ALTERED -> "red";
            case NOT_SIGNED -> "grey";
        };
    }

    static String words(SignatureVerdict verdict) {
        return switch (verdict) {
            case VALID_TRUSTED -> "Valid";
            case VALID_UNKNOWN_SIGNER -> "Valid, signer unknown";
            case SIGNED_AFTER_CHANGE -> "Valid, signed after a change";
            case REWRITTEN -> "Added to or saved anew";
            case INDETERMINATE -> "Cannot be judged";
            case ALTERED -> "Altered";
            case NOT_SIGNED -> "Not signed";
        };
    }

    static String meaning(SignatureVerdict verdict) {
        return switch (verdict) {
            case VALID_TRUSTED -> "The file is as it was signed.";
            case VALID_UNKNOWN_SIGNER ->
                "The file is as it was signed, but nobody here vouches for the signer. The reviewer may call whoever"
                        + " issued it.";
            case SIGNED_AFTER_CHANGE ->
                "The last signature holds for the file as it is. An earlier signer signed something else. The reviewer"
                        + " checks it with whoever issued it.";
            case REWRITTEN ->
                "Something was added after the signature, or a program saved the file anew, as a court's filing system"
                        + " does. The reviewer checks it with whoever issued it.";
            case INDETERMINATE ->
                "There is a digital signature, but not one that can be checked here. The reviewer may call whoever"
                        + " issued it.";
            case ALTERED -> "The file was changed after it was signed. Upload it as the court issued it.";
            case NOT_SIGNED -> "Fine for a scan. The reviewer may call whoever issued it.";
        };
    }

    static String shows(LogKind log) {
        return switch (log) {
            case CAPABILITY_QUERY ->
                "That a device asked whether a handle can receive messages: time, client IP address, both handles,"
                        + " device fields.";
            case FACETIME_INVITATION ->
                "That a call invitation was initiated: time, client IP address, both handles, device fields.";
            case SIGN_IN -> "That a device signed in or made a purchase: time, client IP address, account, service.";
        };
    }

    static String hides(LogKind log) {
        return switch (log) {
            case CAPABILITY_QUERY ->
                "That a message was written, sent or read; who held the device; that anybody typed the handle.";
            case FACETIME_INVITATION -> "That the call was answered or connected, or how long it lasted.";
            case SIGN_IN -> "Who held the device.";
        };
    }

    static String words(Direction direction) {
        return switch (direction) {
            case BY_SOURCE -> "Rows that the handle caused: it asked, called or signed in";
            case BY_TARGET -> "Reverse: rows in which others asked about the handle or invited it";
        };
    }
}
