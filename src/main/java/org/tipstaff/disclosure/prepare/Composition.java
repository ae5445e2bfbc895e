package org.tipstaff.disclosure.prepare;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.WritingProgress;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.ProcessFacts;
import org.tipstaff.disclosure.document.Volumes;
import org.tipstaff.hold.DestructionCertificate;
import org.tipstaff.hold.Holds;
import org.tipstaff.hold.Snapshot;
import org.tipstaff.process.Courts;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.review.ApprovedRequest;
import org.tipstaff.review.Decision;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.Sealer;

/** Gathers what a disclosure says and has it composed. Takes nothing but an approved request. */
@ApplicationScoped
public class Composition {
    private final Holds holds;
    private final Courts courts;
    private static final KeyName SALTS = new KeyName("disclosure-salts");

    private final DisclosureTable table;
    private final DisclosureConfig config;
    private final WritingProgress progress;
    private final Volumes.Sizes sizes;
    private final String version;
    private final Sealer sealer;

    Composition(
            Holds holds,
            Courts courts,
            DisclosureTable table,
            DisclosureConfig config,
            WritingProgress progress,
            Sealer sealer,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "development") String version) {
        this.sealer = sealer;
        this.holds = holds;
        this.courts = courts;
        this.table = table;
        this.config = config;
        this.progress = progress;
        this.sizes = new Volumes.Sizes(config.signedRows(), config.volumeRows());
        this.version = version;
    }

    /** Being called is enough: a setting that cannot be is refused when the application starts. */
    void open(@Observes StartupEvent start) {}

    /** The unsigned document and its twins, as the custodian reads them. */
    Bundle preview(ApprovedRequest approved, Edition edition, Instant preparedAt, Path directory) throws IOException {
        return Bundle.compose(contents(approved, edition, preparedAt, null), rows(approved), directory, sizes);
    }

    /** The same once more, with the custodian's certificate, around the very files that were read. */
    public Bundle certified(
            ApprovedRequest approved, Disclosure disclosure, java.util.List<ManifestEntry> produced, Path directory)
            throws IOException {
        Request.Person certifier = Objects.requireNonNull(disclosure.certifier());
        LocalDate executedOn = LocalDate.ofInstant(Objects.requireNonNull(disclosure.intendedAt()), ZoneOffset.UTC);
        DisclosureContents.Certification certification = new DisclosureContents.Certification(
                certifier.name(), config.custodianTitle(), config.provider(), config.custodianBasis(), executedOn);
        return Bundle.around(
                contents(approved, disclosure.edition(), disclosure.preparedAt(), certification),
                rows(approved),
                produced,
                directory);
    }

    private RowSource rows(ApprovedRequest approved) {
        return new SnapshotRows(
                holds, approved, progress.watch(approved.request().reference()));
    }

    private DisclosureContents contents(
            ApprovedRequest approved,
            Edition edition,
            Instant preparedAt,
            DisclosureContents.@Nullable Certification certification) {
        Request request = approved.request();
        Snapshot snapshot = holds.find(request.reference()).orElseThrow();
        Decision last = approved.approvals().get(approved.approvals().size() - 1);
        return new DisclosureContents(
                new DisclosureContents.Names(
                        config.provider(),
                        request.reference(),
                        edition.toString(),
                        config.portal(),
                        version,
                        salt(edition)),
                process(request),
                new DisclosureContents.Handling(
                        request.receivedAt(),
                        Objects.requireNonNull(snapshot.heldAt()),
                        last.at(),
                        preparedAt,
                        decision(approved),
                        Objects.requireNonNull(snapshot.sealedSha256()),
                        preserved(request.succession().preservation())),
                new DisclosureContents.Answer(
                        request.terms(),
                        approved.granted(),
                        approved.cuts(),
                        Objects.requireNonNull(snapshot.coverage())),
                certification,
                replaced(edition));
    }

    /** The same whenever the edition is composed, 128 bits of a keyed fingerprint in hexadecimal. */
    private String salt(Edition edition) {
        return HexFormat.of().formatHex(sealer.fingerprint(SALTS, edition.toString()), 0, 16);
    }

    /** The chain of custody begins with the letter, where one came before. */
    private DisclosureContents.@Nullable Preserved preserved(@Nullable CaseReference letter) {
        Snapshot copy = letter == null ? null : holds.find(letter).orElse(null);
        return letter == null || copy == null || copy.heldAt() == null || copy.sealedSha256() == null
                ? null
                : new DisclosureContents.Preserved(
                        letter,
                        copy.receivedAt(),
                        copy.heldAt(),
                        copy.sealedSha256(),
                        holds.certificate(letter)
                                .map(DestructionCertificate::destroyedAt)
                                .orElse(null));
    }

    private ProcessFacts process(Request request) {
        return new ProcessFacts(
                request.process().instrument(),
                issuer(request.process()),
                request.process().issuedOn(),
                request.agency().name(),
                request.process().agencyCaseNumber());
    }

    private ProcessFacts.@Nullable Issuer issuer(ServedProcess process) {
        return switch (process.instrument()) {
            case PRESERVATION, EMERGENCY -> null;
            case ORDER_2703D, SEARCH_WARRANT, SUBPOENA ->
                process.courtName().isBlank()
                        ? null
                        : new ProcessFacts.Issuer(
                                process.courtName(),
                                courts.find(process.legal().court())
                                        .map(court -> court.level().issuesUnderFederalRules())
                                        .orElse(false),
                                process.docket(),
                                process.judge());
        };
    }

    /** The recalled disclosure that this one takes the place of; null for the first. */
    private DisclosureContents.@Nullable Replaced replaced(Edition edition) {
        if (edition.number() == 1) {
            return null;
        }
        Disclosure former = table.find(new Edition(edition.reference(), edition.number() - 1))
                .orElseThrow();
        return new DisclosureContents.Replaced(
                former.number(),
                Objects.requireNonNull(former.signedAt()),
                former.file(FileKind.PDF).orElseThrow().entry().sha256(),
                Objects.requireNonNull(former.recalledAt()),
                Objects.requireNonNull(former.recallReason()));
    }

    private static String decision(ApprovedRequest approved) {
        String by = approved.approvals().stream()
                .map(decision -> decision.by().name())
                .collect(Collectors.joining(" and "));
        boolean whole = approved.granted().equals(approved.request().terms());
        return (whole ? "Approved as asked by " : "Approved in part by ") + by + ".";
    }
}
