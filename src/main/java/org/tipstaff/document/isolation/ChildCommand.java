package org.tipstaff.document.isolation;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The command line of the child process. Its class path is made of the places the needed classes were loaded from, so
 * that it holds in the packaged application, in development and in tests alike.
 */
public final class ChildCommand {
    private static final String MAIN = "org.tipstaff.document.child.Inspector";
    /** One class of every library that an inspection touches. */
    private static final List<String> LIBRARIES = List.of(
            MAIN,
            "org.apache.pdfbox.pdmodel.font.FontMapper",
            "org.apache.pdfbox.io.RandomAccessRead",
            "org.apache.fontbox.FontBoxFont",
            "org.apache.pdfbox.jbig2.JBIG2ImageReaderSpi",
            "org.apache.commons.logging.LogFactory",
            "org.jboss.logging.BasicLogger",
            "org.bouncycastle.jcajce.provider.config.ConfigurableProvider",
            "org.bouncycastle.cms.CMSException",
            "org.bouncycastle.asn1.oiw.OIWObjectIdentifiers");

    /** The shell sets what the JVM cannot limit itself; a limit that the system does not know is left out. */
    private static final String BOUNDED = "ulimit -c 0; ulimit -t \"$1\"; ulimit -f \"$2\";"
            + " (ulimit -v \"$3\") 2>/dev/null && ulimit -v \"$3\"; shift 3; exec \"$@\"";

    private static final long LARGEST_FILE_IN_BLOCKS = (192L << 20) / 512;
    /** Beside the heap: code, metaspace, stacks and what the collector reserves. */
    private static final long BESIDE_HEAP_KILOBYTES = 1_300L << 10;

    private final InspectionLimits limits;
    private final Isolation isolation;

    public ChildCommand(InspectionLimits limits, Isolation isolation) {
        this.limits = limits;
        this.isolation = isolation;
    }

    /** @param directory the child's own; it is its home and its temporary directory */
    public List<String> of(Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            command.addAll(isolation.prefix());
            long space = (limits.heapMegabytes() * 1024L) + BESIDE_HEAP_KILOBYTES;
            command.addAll(List.of("/bin/sh", "-c", BOUNDED, "sh"));
            command.add(Long.toString(limits.cpu().toSeconds()));
            command.add(Long.toString(LARGEST_FILE_IN_BLOCKS));
            command.add(Long.toString(space));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + limits.heapMegabytes() + "m",
                "-Xss1m",
                "-XX:ActiveProcessorCount=1",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                // No name resolves, should anything try to reach a network that could not be taken away.
                "-Djdk.net.hosts.file=" + directory.resolve("no-hosts"),
                "-Djava.io.tmpdir=" + directory,
                "-Duser.home=" + directory,
                "-XX:ErrorFile=" + directory.resolve("crash"),
                "-cp",
                classPath(),
                MAIN));
        command.addAll(arguments);
        return command;
    }

    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (String library : LIBRARIES) {
            places.add(place(library));
        }
        return String.join(System.getProperty("path.separator"), places);
    }

    private static String place(String className) {
        try {
            CodeSource source = Class.forName(className, false, ChildCommand.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            if (source == null || source.getLocation() == null) {
                throw new IllegalStateException("Where " + className + " comes from is not known");
            }
            return Path.of(source.getLocation().toURI()).toString();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("No " + className + " for the inspection of documents", e);
        }
    }
}
