package org.tipstaff;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import org.tipstaff.demo.Demonstration;

/**
 * Starts the application, or with {@code -Dtipstaff.demo=true} the demonstration around it. {@code verify} starts neither:
 * see {@link VerifyCommand}.
 */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("verify")) {
            // Before everything else: a holder of a document has no settings, no secrets and no database.
            System.exit(VerifyCommand.run(Arrays.asList(arguments).subList(1, arguments.length), System.out));
        }
        // A system property, because neither profile nor launch mode is reliable this early.
        if (Boolean.getBoolean("tipstaff.demo")) {
            Demonstration.run(arguments);
            return;
        }
        List<String> missing = ProductionCheck.ofThisProcess().complaints();
        if (!missing.isEmpty()) {
            missing.forEach(System.err::println);
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
