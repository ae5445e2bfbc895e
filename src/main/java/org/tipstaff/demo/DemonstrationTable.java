package org.tipstaff.demo;

import java.util.Locale;
import java.util.stream.Collectors;

/** What the person at the terminal needs to go on. */
final class DemonstrationTable {
    private static final String LINE = "  %-16s %s";

    private DemonstrationTable() {}

    static String of(DemonstrationPlace place) {
        String addresses = place.addresses().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        String users = DemonstrationRealm.USERS.stream()
                .map(user -> row(
                        user.name(),
                        user.firstName() + " " + user.lastName()
                                + (user.attributes().containsKey("agency_name")
                                        ? ", " + user.attributes().get("agency_name")
                                        : "")))
                .collect(Collectors.joining("\n"));
        return """

                Users (the password is the user name)
                %s

                Sample orders to file are in %s
                What the portal logs, and mails that it would send, are in %s
                Ctrl-C stops everything; the data stays in %s

                Addresses
                %s
                """.formatted(users, place.directory().resolve("orders"), place.log(), place.directory(), addresses);
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, LINE, name, value);
    }
}
