package org.tipstaff.invitation;

import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.ingest.RecordLines;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;

/** P1: sealed rows through the log, beside {@code \copy} of the same sealed rows into the same table. */
record AppendBench(BenchServer server) {
    private static final int RUNS = 5;
    private static final int ROWS = 1_000_000;
    /** So many handles as a month of such days has. */
    private static final long MONTH = 30L * ROWS;

    void run() throws Exception {
        server.use("append");
        SealedInvitationLog log = server.log();
        LogDay today = LogDay.of(server.clock().instant());
        // All of today lies in the past.
        server.clock().set(today.end().minusMillis(1));
        log.openAhead(0);
        Path copy = server.file("rows.bin");
        Path json = server.file("rows.ndjson");
        writeLines(json, new BenchRows(today, ROWS, MONTH));
        Files.deleteIfExists(copy);
        double[] ours = new double[RUNS];
        double[] cpu = new double[RUNS];
        double[] serverCpu = new double[RUNS];
        double[] lines = new double[RUNS];
        double[] identified = new double[RUNS];
        double[] known = new double[RUNS];
        double[] theirs = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            long cpuBefore = Report.cpu();
            Duration serverBefore = server.cpu();
            double seconds = append(log, today, run);
            double cpuSeconds = (Report.cpu() - cpuBefore) / 1e9;
            double serverSeconds = server.cpu().minus(serverBefore).toMillis() / 1e3;
            double peer = peer(today, copy);
            double parsed = appendLines(log, today, json, run);
            double withIds = appendWithIds(log, today, run);
            double again = again(log, today, run);
            if (run >= 0) {
                ours[run] = ROWS / seconds;
                cpu[run] = ROWS / cpuSeconds;
                serverCpu[run] = ROWS / serverSeconds;
                theirs[run] = ROWS / peer;
                lines[run] = ROWS / parsed;
                identified[run] = ROWS / withIds;
                known[run] = ROWS / again;
            }
        }
        Files.delete(copy);
        Files.delete(json);
        double median = Report.median(ours);
        Report.line("P1  append, sealed             %,10.0f rows/s, %,10.0f rows per CPU-second of the JVM, %,10.0f of the server", median, Report.median(cpu), Report.median(serverCpu));
        Report.line("    psql \\copy of sealed rows  %,10.0f rows/s", Report.median(theirs));
        Report.line("    ratio                      %10.2f (goal 0.5)", median / Report.median(theirs));
        Report.line("    the same from NDJSON       %,10.0f rows/s", Report.median(lines));
        Report.line("    with ids                   %,10.0f rows/s", Report.median(identified));
        Report.line("    the same, all of them known%,10.0f rows/s", Report.median(known));
        Report.line(
                "    bytes an id                %10.0f, index included",
                (double) server.number("SELECT pg_total_relation_size('" + today.idsTable() + "')") / ROWS);
        Report.line("    bytes a row                %10.0f, indexes included", (double) server.bytes(today) / ROWS);
        server.drop();
    }

    /** Seconds. */
    private double append(SealedInvitationLog log, LogDay today, int run) throws Exception {
        server.sql("TRUNCATE invitation.batch, " + today.table());
        server.administer("CHECKPOINT");
        long began = System.nanoTime();
        BenchMonth.append(log, new BenchRows(today, ROWS, MONTH), "run" + run);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Seconds, with the reading of the lines. */
    private double appendLines(SealedInvitationLog log, LogDay today, Path json, int run) throws Exception {
        server.sql("TRUNCATE invitation.batch, " + today.table());
        server.administer("CHECKPOINT");
        long began = System.nanoTime();
        try (InputStream in = Files.newInputStream(json)) {
            BenchMonth.append(log, new RecordLines(in), "lines" + run);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Seconds. */
    private double appendWithIds(SealedInvitationLog log, LogDay today, int run) throws Exception {
        server.sql("TRUNCATE invitation.batch, " + today.table());
        server.sql("DROP TABLE IF EXISTS " + today.idsTable());
        server.administer("CHECKPOINT");
        long began = System.nanoTime();
        BenchMonth.appendWithIds(log, new BenchRows(today, ROWS, MONTH), "ids" + run);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Seconds for the rows that are there. */
    private double again(SealedInvitationLog log, LogDay today, int run) {
        long began = System.nanoTime();
        BenchMonth.appendWithIds(log, new BenchRows(today, ROWS, MONTH), "again" + run);
        return (System.nanoTime() - began) / 1e9;
    }

    private static void writeLines(Path json, Iterator<LogRecord> rows) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (Writer out = Files.newBufferedWriter(json)) {
            while (rows.hasNext()) {
                LogRecord row = rows.next();
                LogDetails details = row.details();
                out.write(mapper.createObjectNode()
                        .put("log", row.log().name())
                        .put("occurredAt", row.occurredAt().toString())
                        .put("sourceHandle", row.source().written())
                        .put("targetHandle", Objects.requireNonNull(row.target()).written())
                        .put("clientIp", details.clientIp())
                        .put("service", details.service())
                        .put("lookupDevices", details.lookupDevices())
                        .put("userAgent", details.userAgent())
                        .put("hardwareVersion", details.hardwareVersion())
                        .put("osVersion", details.osVersion())
                        .toString());
                out.write('\n');
            }
        }
    }

    /** Seconds. */
    private double peer(LogDay today, Path copy) throws Exception {
        if (!Files.exists(copy)) {
            server.copyOut(today, "true", copy);
        }
        server.sql("TRUNCATE " + today.table());
        server.administer("CHECKPOINT");
        return server.copyIn(today, copy) / 1e3;
    }
}
