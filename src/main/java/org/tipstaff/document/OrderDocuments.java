package org.tipstaff.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.tipstaff.document.isolation.DocumentsConfig;
import org.tipstaff.document.isolation.InspectionIsolation;
import org.tipstaff.document.isolation.InspectionLimits;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Turns;

/** The documents that were filed: received, inspected, sealed, and found again. */
@ApplicationScoped
public class OrderDocuments {
    private static final Pattern OWNER_KEY = Pattern.compile("[A-Za-z0-9._:-]{1,80}");

    private final DocumentTable table;
    private final SealedObjects objects;
    private final KeyStore keys;
    private final Clock clock;
    private final InspectionProcess process;
    private final Turns turns;
    private final Path workDirectory;

    @Inject
    OrderDocuments(
            DataSource database,
            SealedObjects objects,
            KeyStore keys,
            Clock clock,
            DocumentsConfig config,
            InspectionIsolation isolation) {
        this.table = new DocumentTable(database);
        this.objects = objects;
        this.keys = keys;
        this.clock = clock;
        this.process = new InspectionProcess(
                new InspectionLimits(config.heapMegabytes(), config.cpu(), config.wallClock()),
                isolation.found(),
                config.trustedCertificates());
        this.turns = new Turns(config.atOnce(), config.patience());
        this.workDirectory = config.workDirectory()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", ".")))
                .toAbsolutePath();
    }

    /**
     * Inspects an upload and keeps it, sealed, where it is accepted; of a refused one the hash and the reason remain.
     * Takes seconds: call it outside of a transaction.
     *
     * @param ownerKey whose document it is: an account's id, {@code [A-Za-z0-9._:-]}, 1 to 80; it lies in the open. An
     *     owner has one document inspected at a time
     * @param fileName as it was sent
     * @param upload stays the caller's, who deletes it
     * @throws IOException where the document could not be inspected or kept; then nothing of it is kept
     * @throws org.tipstaff.web.Problem UNAVAILABLE where too many are inspected at this moment
     */
    public OrderDocument receive(String ownerKey, String fileName, Path upload) throws IOException {
        if (!OWNER_KEY.matcher(ownerKey).matches()) {
            throw new IllegalArgumentException("Not an owner's key");
        }
        InspectionDirectory.sweep(workDirectory, clock.instant());
        String name = DisplayName.of(fileName);
        UUID id = UUID.randomUUID();
        long size = Files.size(upload);
        if (size > InspectionProcess.LARGEST) {
            Inspection tooLarge = Inspection.refused(RefusalReason.TOO_LARGE);
            OrderDocument document = new OrderDocument(id, name, size, Sha256.of(upload), tooLarge);
            table.insert(document, ownerKey, clock.instant());
            return document;
        }
        try (InspectionDirectory workspace = InspectionDirectory.in(workDirectory)) {
            Sha256 sha256 = workspace.copy(upload);
            Inspection inspection = turns.take(ownerKey, () -> process.inspect(workspace, clock.instant()));
            OrderDocument document = new OrderDocument(id, name, size, sha256, inspection);
            keep(document, ownerKey, workspace);
            return document;
        }
    }

    private void keep(OrderDocument document, String ownerKey, InspectionDirectory workspace) throws IOException {
        if (document.inspection().outcome() == Outcome.REFUSED) {
            table.insert(document, ownerKey, clock.instant());
            return;
        }
        SealedDocument sealed = new SealedDocument(objects, document.id());
        boolean kept = false;
        try {
            sealed.write(new SealedDocument.Details(document.fileName(), document.inspection()), workspace);
            table.insert(document, ownerKey, clock.instant());
            kept = true;
        } finally {
            if (!kept) {
                // Half a document must not stay; without its key what stays is noise.
                keys.destroy(sealed.key());
                sealed.delete();
            }
        }
    }

    /** @throws IOException where the sealed details cannot be opened */
    public Optional<OrderDocument> find(UUID id) throws IOException {
        Optional<DocumentTable.Row> found = table.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DocumentTable.Row row = found.get();
        SealedDocument.Details details = row.refusal().isPresent()
                ? new SealedDocument.Details(
                        OrderDocument.NAME_NOT_KEPT,
                        Inspection.refused(row.refusal().get()))
                : sealed(id).details();
        return Optional.of(new OrderDocument(id, details.fileName(), row.size(), row.sha256(), details.inspection()));
    }

    /** The bytes as received. @throws SealedObjects.NoSuchObject for an unknown or refused document */
    public InputStream original(UUID id) throws IOException {
        return sealed(id).original();
    }

    /**
     * The picture of a page, PNG.
     *
     * @param page from 1
     * @throws SealedObjects.NoSuchObject where there is no such page
     */
    public InputStream page(UUID id, int page) throws IOException {
        return sealed(id).page(page);
    }

    /**
     * The text of a page.
     *
     * @param page from 1
     * @throws SealedObjects.NoSuchObject for an unknown or refused document
     * @throws IndexOutOfBoundsException where there is no such page
     */
    public PageText text(UUID id, int page) throws IOException {
        return sealed(id).details().inspection().texts().get(page - 1);
    }

    /** Deletes a document and destroys its key, for ever and at once, even if a surrounding transaction fails. Idempotent. */
    public void delete(UUID id) {
        SealedDocument sealed = sealed(id);
        table.delete(id);
        sealed.delete();
        keys.destroy(sealed.key());
    }

    /** The documents that have these very bytes, refused ones too, the oldest first. */
    public List<UUID> sameBytes(Sha256 sha256) {
        return table.sameBytes(sha256);
    }

    private SealedDocument sealed(UUID id) {
        return new SealedDocument(objects, id);
    }
}
