package org.tipstaff;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the program does instead of serving when it is called with a command's name. Whoever calls one has no settings, no
 * secrets and no database of a portal.
 */
public final class Commands {
    private Commands() {}

    /** @return the exit code; nothing where no command was named */
    public static OptionalInt run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            return OptionalInt.empty();
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.get(0)) {
            case "verify" -> OptionalInt.of(VerifyCommand.run(rest, out));
            case "ingest" -> OptionalInt.of(IngestCommand.run(rest, out));
            default -> OptionalInt.empty();
        };
    }
}
