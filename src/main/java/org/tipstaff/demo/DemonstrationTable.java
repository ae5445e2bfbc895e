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

                Addresses
                %s

                Users (the password is the user name)
                %s

                Sample orders are in %s
                Ctrl-C stops everything; the data stays in %s
                """.formatted(addresses, users, place.directory().resolve("orders"), place.directory());
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, LINE, name, value);
    }
}
