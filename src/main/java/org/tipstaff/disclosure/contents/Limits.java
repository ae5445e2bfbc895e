package org.tipstaff.disclosure.contents;

import java.util.ArrayList;
import java.util.List;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Terms;

/** What the log does not show: sentences for page 1 of every disclosure and beside every table. */
public final class Limits {
    private Limits() {}

    /** All limits that apply to the logs of these terms. */
    public static List<String> of(Terms terms) {
        List<String> limits = new ArrayList<>();
        for (LogKind log : terms.logs()) {
            limits.add(whatItIs(log));
        }
        limits.add("No row shows who held the device, or that a person acted: software can cause a row on its own, for"
                + " example from a contact list or when a stored answer expires.");
        limits.add(
                "The absence of a row is not the absence of contact: a stored answer keeps a device from asking again.");
        limits.add("The number of rows is not a number of acts: one act can write several rows.");
        limits.add("An IP address can be shared by many people or belong to a VPN. A handle can be reassigned to"
                + " somebody else.");
        limits.add("Rows past retention are gone and are not restored. No content of messages or calls is held.");
        return List.copyOf(limits);
    }

    private static String whatItIs(LogKind log) {
        return switch (log) {
            case CAPABILITY_QUERY ->
                "Capability query log: a row shows that an app on a device asked the directory whether a handle can"
                        + " receive messages. It does not show that a message was written, sent or read, or that anybody typed"
                        + " the handle.";
            case FACETIME_INVITATION ->
                "FaceTime call invitation log: a row shows that an invitation was initiated. It does not show that the"
                        + " call was answered or connected, or how long it lasted.";
            case SIGN_IN ->
                "Sign-in log: a row shows that a device signed in to a service or made a purchase. It does not show who"
                        + " held the device.";
        };
    }

    /** The same, short enough to stand over a table. */
    public static String besideTable(LogKind log) {
        String own = switch (log) {
            case CAPABILITY_QUERY -> "A row is a device's question to the directory, not a message.";
            case FACETIME_INVITATION -> "A row is an invitation, not an answered call.";
            case SIGN_IN -> "A row is a device's sign-in; it does not show who held the device.";
        };
        return own + " The number of rows is not a number of acts, and absence of a row is not absence of contact: see"
                + " page 1.";
    }
}
