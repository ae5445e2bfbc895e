package org.tipstaff.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tipstaff.identity.Actor;

/** Remembers what was recorded; can be told to fail. */
public final class AuditLogFake implements AuditLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    /** One entry as it was handed over. */
    public record Entry(AuditAction action, Actor actor, String subject, Map<String, String> details) {}

    @Override
    public void record(AuditAction action, Actor actor, String subject, Map<String, String> details) {
        if (failing) {
            throw new IllegalStateException("The audit log does not take the entry");
        }
        entries.add(new Entry(action, actor, subject, Map.copyOf(details)));
    }

    @Override
    public void recordRefusal(Actor actor, String subject, Map<String, String> details) {
        record(AuditAction.ACCESS_REFUSED, actor, subject, details);
    }

    public void failing(boolean fails) {
        failing = fails;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<AuditAction> actions() {
        return entries.stream().map(Entry::action).toList();
    }
}
