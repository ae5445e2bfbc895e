package org.tipstaff.disclosure;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tipstaff.hold.Holds;
import org.tipstaff.hold.Snapshot;
import org.tipstaff.request.Request;
import org.tipstaff.review.ApprovedRequest;
import org.tipstaff.review.Decision;

/** Gathers what a disclosure says and has it composed. Takes nothing but an approved request. */
@ApplicationScoped
class Composition {
    private final Holds holds;
    private final DisclosureTable table;
    private final DisclosureConfig config;
    private final WritingProgress progress;
    private final Volumes.Sizes sizes;
    private final String version;

    Composition(
            Holds holds,
            DisclosureTable table,
            DisclosureConfig config,
            WritingProgress progress,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "development") String version) {
        this.holds = holds;
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
    Bundle certified(
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
                        config.provider(), request.reference(), edition.toString(), config.portal(), version),
                new DisclosureContents.ProcessFacts(
                        request.process().instrument(),
                        request.process().courtName(),
                        request.process().docket(),
                        request.process().judge(),
                        request.process().issuedOn(),
                        request.agency().name(),
                        request.process().agencyCaseNumber()),
                new DisclosureContents.Handling(
                        request.receivedAt(),
                        Objects.requireNonNull(snapshot.heldAt()),
                        last.at(),
                        preparedAt,
                        decision(approved),
                        Objects.requireNonNull(snapshot.sealedSha256())),
                new DisclosureContents.Answer(
                        request.terms(),
                        approved.granted(),
                        approved.cuts(),
                        Objects.requireNonNull(snapshot.coverage())),
                certification,
                replaced(edition));
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
