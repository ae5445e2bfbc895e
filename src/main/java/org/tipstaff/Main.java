package org.tipstaff;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.tipstaff.demo.Demonstration;

/**
 * Starts the application, or with {@code -Dtipstaff.demo=true} the demonstration around it. A command such as
 * {@code verify} starts neither: see {@link Commands}.
 */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        OptionalInt exitCode = Commands.run(Arrays.asList(arguments), System.out);
        if (exitCode.isPresent()) {
            System.exit(exitCode.getAsInt());
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
