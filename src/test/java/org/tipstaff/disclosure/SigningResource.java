package org.tipstaff.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.tipstaff.ApplicationResource;
import org.tipstaff.signing.LittleAuthority;

/** Signs as production does: a PKCS#12 file, a revocation list and two time-stamp authorities over HTTP. */
public class SigningResource extends ApplicationResource {
    /** Its time-stamps' certificate ends in a hundred days. */
    public static final LittleAuthority FIRST = new LittleAuthority("First", Duration.ofDays(100));

    public static final LittleAuthority SECOND = new LittleAuthority("Second", Duration.ofDays(100));

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("tipstaff-authorities");
            Map<String, String> settings = new HashMap<>(super.start());
            settings.put("tipstaff.signing.demonstration", "false");
            settings.put(
                    "tipstaff.signing.keystore",
                    FIRST.signer(directory.resolve("now.p12"), "secret", "Helen Marsh", Duration.ofDays(400))
                            .toString());
            settings.put("tipstaff.signing.password", "secret");
            settings.put("tipstaff.signing.alias", "custodian");
            settings.put(
                    "tipstaff.signing.seal.keystore",
                    FIRST.signer(
                                    directory.resolve("seal.p12"),
                                    "secret",
                                    "Example Messaging (seal)",
                                    Duration.ofDays(400))
                            .toString());
            settings.put("tipstaff.signing.seal.password", "secret");
            settings.put("tipstaff.signing.seal.alias", "custodian");
            settings.put("tipstaff.signing.custodians.second.account", "custodian2");
            settings.put(
                    "tipstaff.signing.custodians.second.keystore",
                    FIRST.signer(directory.resolve("second.p12"), "secret", "Casey Custodian", Duration.ofDays(400))
                            .toString());
            settings.put("tipstaff.signing.custodians.second.password", "secret");
            settings.put("tipstaff.signing.custodians.second.alias", "custodian");
            settings.put("tipstaff.signing.tsa-urls", FIRST.url() + "," + SECOND.url());
            settings.put(
                    "tipstaff.signing.trust-anchors",
                    SECOND.rootPem(directory.resolve("second.pem")).toString());
            settings.put("tipstaff.signing.renew-before", "P60D");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
