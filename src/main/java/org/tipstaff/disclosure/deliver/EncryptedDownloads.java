package org.tipstaff.disclosure.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.encryption.AgencyKeys;
import org.tipstaff.encryption.RecipientKey;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.web.Problem;

/**
 * Files of a disclosure encrypted to a key of the agency, while they are sent. The rules and the receipts are those of
 * {@link Downloads#download}; a key that cannot be used is an error, and never leads to a plain file.
 */
@ApplicationScoped
class EncryptedDownloads {
    /** Of what can be encrypted, as a regular expression. */
    static final String FORM = "^(pdf|csv|json|xlsx|zip|volume-[1-9][0-9]{0,5})$";

    private static final String ZIP = "zip";

    private final Disclosures disclosures;
    private final Downloads downloads;
    private final Requests requests;
    private final AgencyKeys keys;
    private final Clock clock;

    EncryptedDownloads(Disclosures disclosures, Downloads downloads, Requests requests, AgencyKeys keys, Clock clock) {
        this.disclosures = disclosures;
        this.downloads = downloads;
        this.requests = requests;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param fileName of the encrypted file */
    record Encrypted(String fileName, String mediaType, StreamingOutput content) {
        Response response() {
            return Response.ok(content, mediaType)
                    .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                    .header("Cache-Control", "no-store")
                    .build();
        }
    }

    /**
     * @param what path of a {@link FileKind}, or {@code zip}
     * @param ending of a {@link RecipientKey.Kind}
     */
    @Transactional
    Encrypted open(CaseReference reference, String what, String ending, Actor officer) throws IOException {
        RecipientKey.Kind kind = RecipientKey.Kind.of(ending).orElseThrow(Problem::notFound);
        // First who asks: the keys of another agency are as little theirs to know as its requests.
        disclosures.released(reference, officer);
        RecipientKey key = keys.usable(requests.get(reference, officer).agency().id(), kind);
        if (what.equals(ZIP)) {
            Bag bag = downloads.bag(reference, officer, key);
            return encrypted(key, bag.fileName(), bag::writeTo);
        }
        FileKind file = FileKind.ofPath(what).orElseThrow(Problem::notFound);
        Downloads.Download download = downloads.download(reference, file, officer, key);
        return encrypted(key, download.entry().fileName(), out -> {
            try (InputStream in = download.content()) {
                in.transferTo(out);
            }
        });
    }

    private Encrypted encrypted(RecipientKey key, String fileName, RecipientKey.Content content) {
        Instant now = clock.instant();
        return new Encrypted(
                fileName + "." + key.kind().ending(),
                key.kind().mediaType(),
                out -> key.encrypt(content, out, fileName, now));
    }
}
