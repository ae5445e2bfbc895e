package org.tipstaff.hold;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.tipstaff.audit.AuditLogFake;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.hold.snapshot.SnapshotStore;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.invitation.sealed.CopyOfLog;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.PostgresSealedObjects;

/**
 * What one copy of the application has of log, holds and purge: real database, real key directory, the pool and the
 * transaction manager of production. Runs in the test's JVM, or by {@link #main} in one that is killed.
 */
final class HoldingCopy implements AutoCloseable {
    private final AgroalDataSource pool;
    private final TransactionManager manager;
    private final CopyOfLog log;
    final Holds holds;

    /** Makes the key store once the database is there. */
    interface Keys {
        KeyStore on(DataSource source);
    }

    HoldingCopy(String url, Keys keys) throws SQLException {
        manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        pool = pool(url, manager);
        KeyStore store = keys.on(pool);
        log = new CopyOfLog(pool, store);
        HoldTable table = new HoldTable(pool);
        SnapshotStore snapshots = new SnapshotStore(new PostgresSealedObjects(store, pool), store);
        HoldConclusion conclusion = new HoldConclusion(
                new HoldTransactions(manager),
                log.log(),
                new AuditLogFake(),
                Clock.fixed(new RaceTrial(0).start(), ZoneOffset.UTC));
        holds = new Holds(
                table,
                new HoldSealing(log.log(), table, snapshots, conclusion),
                new HoldOpening(table, snapshots),
                new HoldDestruction(new Destructions(pool, table), table, snapshots, conclusion),
                log.log());
    }

    private static AgroalDataSource pool(String url, TransactionManager manager) throws SQLException {
        var registry = new com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(6)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .transactionIntegration(new NarayanaTransactionIntegration(manager, registry))
                        .connectionFactoryConfiguration(factory ->
                                factory.jdbcUrl(url).principal(new NamePrincipal(EmbeddedDatabase.APPLICATION)))));
    }

    /** @return whether the rows are held; where not, the caller was told that the purge came first */
    boolean hold(RaceTrial trial) throws Exception {
        log.at(trial.expired());
        try {
            begin(trial);
        } catch (PurgedMeanwhile e) {
            return false;
        }
        holds.seal(trial.reference(), trial.terms());
        return true;
    }

    private void begin(RaceTrial trial) throws Exception {
        manager.begin();
        boolean begun = false;
        try {
            holds.begin(trial.reference(), trial.terms(), trial.receipt());
            begun = true;
        } finally {
            if (begun) {
                manager.commit();
            } else {
                manager.rollback();
            }
        }
    }

    /** Runs it, as soon as no other run is under way. */
    void purge(RaceTrial trial) {
        log.at(trial.expired());
        for (int tries = 0; tries < 10; tries++) {
            if (log.purge()) {
                return;
            }
        }
        throw new IllegalStateException("Another retention run does not end");
    }

    List<LogRecord> held(RaceTrial trial) throws IOException {
        List<LogRecord> rows = new ArrayList<>();
        holds.open(trial.reference(), trial.terms(), trial.terms(), (item, row) -> rows.add(row));
        return rows;
    }

    @Override
    public void close() {
        pool.close();
    }

    /**
     * Reads commands {@code hold N} and {@code purge N}, runs each in a thread of its own and answers {@code held N},
     * {@code told N}, {@code purged N} or {@code failed N} with the reason.
     *
     * @param arguments database address, directory of the keys
     */
    public static void main(String[] arguments) throws Exception {
        HoldingCopy copy = new HoldingCopy(
                arguments[0],
                source -> new StoppingKeys(org.tipstaff.sealing.TestKeys.in(Path.of(arguments[1])), source));
        say("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            RaceTrial trial = new RaceTrial(Integer.parseInt(words[1]));
            new Thread(() -> say(copy.answer(words[0], trial) + " " + trial.number())).start();
        }
        System.exit(0);
    }

    private String answer(String command, RaceTrial trial) {
        try {
            if (command.equals("hold")) {
                return hold(trial) ? "held" : "told";
            }
            purge(trial);
            return "purged";
        } catch (Exception e) {
            return "failed with " + e;
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
