package org.tipstaff;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.tipstaff.demo.Demonstration;

/** Starts the application, or with {@code -Dtipstaff.demo=true} the demonstration around it. */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
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
