package org.tipstaff.hold.snapshot;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** Finds the item of some terms that authorises a row, and the item of a number. */
public final class TermItems {
    private record Place(Handle handle, LogKind log) {}

    private final Terms terms;
    private final List<Terms.Item> items;
    private final Map<Place, Terms.Item> byPlace = new HashMap<>();

    public TermItems(Terms terms) {
        this.terms = terms;
        this.items = terms.items();
        items.forEach(item -> byPlace.put(new Place(item.handle(), item.log()), item));
    }

    /**
     * @throws IOException where no item does: what the log hands over beyond the terms must never be kept
     */
    public Terms.Item of(LogRecord row) throws IOException {
        Handle handle = row.handle(terms.direction());
        Terms.Item item = handle == null ? null : byPlace.get(new Place(handle, row.log()));
        if (item == null || !terms.range().contains(row.occurredAt())) {
            throw new IOException("A row is outside the terms");
        }
        return item;
    }

    Terms.Item numbered(long number) throws IOException {
        if (number < 1 || number > items.size()) {
            throw new IOException("A row names an item that the terms do not have");
        }
        return items.get((int) number - 1);
    }

    Terms.Item at(Handle handle, LogKind log) {
        Terms.Item item = byPlace.get(new Place(handle, log));
        if (item == null) {
            throw new IllegalArgumentException("The granted terms ask for more than was filed");
        }
        return item;
    }
}
