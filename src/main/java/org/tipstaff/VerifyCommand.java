package org.tipstaff;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.Checkpoint;
import org.tipstaff.disclosure.verify.OfflineVerification;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.time.ClockProducer;

/**
 * {@code verify FILE.pdf --certificate CERTIFICATES.pem [--proof PROOF.json --audit-key KEY.pem]}: judges a disclosure
 * with nothing but what the provider publishes; no server, no database, no secrets, no network. Exit codes: 0 genuine,
 * 1 altered, 2 unknown or not run, 3 genuine with files of the disclosure missing.
 */
final class VerifyCommand {
    private static final int NOT_RUN = 2;
    private static final String CERTIFICATE = "--certificate";
    private static final String PROOF = "--proof";
    private static final String AUDIT_KEY = "--audit-key";
    private static final String USAGE = """
            Usage: verify FILE.pdf --certificate tipstaff-signing.pem [--proof FILE.json --audit-key tipstaff-audit-key.pem]
            The certificate is published by the provider at /.well-known/tipstaff-signing.pem,
            the key of the audit log at /.well-known/tipstaff-audit-key.pem.""";

    private VerifyCommand() {}

    static int run(List<String> arguments, PrintStream out) {
        Map<String, Path> given = given(arguments);
        Path pdf = given.get("");
        Path certificates = given.get(CERTIFICATE);
        if (pdf == null || certificates == null || given.containsKey(PROOF) != given.containsKey(AUDIT_KEY)) {
            out.println(USAGE);
            return NOT_RUN;
        }
        for (Path file : readable(given)) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                out.println("There is no file that can be read at " + file + ".");
                return NOT_RUN;
            }
        }
        try {
            TrustAnchors published = TrustAnchors.fromFiles(List.of(certificates));
            if (published.roots().certificates().isEmpty()) {
                out.println("Nothing was checked. There is no root certificate in the file of certificates.");
                return NOT_RUN;
            }
            Optional<byte[]> key = key(given.get(AUDIT_KEY));
            if (given.containsKey(AUDIT_KEY) && key.isEmpty()) {
                out.println("Nothing was checked. There is no Ed25519 key in the file of the audit log's key.");
                return NOT_RUN;
            }
            OfflineVerification.Result result = new OfflineVerification(published, new ClockProducer().clock())
                    .of(pdf, proof(given.get(PROOF), key));
            result.lines().forEach(out::println);
            return result.verdict().exitCode();
        } catch (SigningException e) {
            out.println("Nothing was checked. " + e.getMessage() + ".");
            return NOT_RUN;
        }
    }

    /** Options with their files, the document under the empty name; empty where the call is wrong. */
    private static Map<String, Path> given(List<String> arguments) {
        Map<String, Path> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean option = Set.of(CERTIFICATE, PROOF, AUDIT_KEY).contains(arguments.get(i));
            if (option && i + 1 == arguments.size()) {
                return Map.of();
            }
            Path before = option
                    ? given.put(arguments.get(i), Path.of(arguments.get(++i)))
                    : given.put("", Path.of(arguments.get(i)));
            if (before != null) {
                return Map.of();
            }
        }
        return given;
    }

    private static List<Path> readable(Map<String, Path> given) {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("", CERTIFICATE, PROOF, AUDIT_KEY)) {
            Path file = given.get(name);
            if (file != null) {
                files.add(file);
            }
        }
        return files;
    }

    private static Optional<byte[]> key(@Nullable Path file) {
        try {
            return file == null
                    ? Optional.empty()
                    : Checkpoint.publicKey(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static OfflineVerification.@Nullable Proof proof(@Nullable Path file, Optional<byte[]> key) {
        return file == null || key.isEmpty() ? null : new OfflineVerification.Proof(file, key.get());
    }
}
