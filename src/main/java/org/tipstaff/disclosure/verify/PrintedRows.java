package org.tipstaff.disclosure.verify;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the tables of all volumes in their order, one volume in memory at a time. */
final class PrintedRows implements RowReading {
    /** Stands for a row of a volume that is not there. */
    static final List<String> ABSENT = List.of();

    private final Iterator<ContentCheck.Listed> further;
    private final Source source;
    private Iterator<List<String>> current;
    private long absent;

    /** Where a volume's rows come from. */
    interface Source {
        /** @return empty where the volume is not there */
        Optional<List<List<String>>> rows(ContentCheck.Listed volume) throws IOException;
    }

    PrintedRows(List<List<String>> ofFirst, List<ContentCheck.Listed> further, Source source) {
        this.current = ofFirst.iterator();
        this.further = further.iterator();
        this.source = source;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        while (true) {
            if (absent > 0) {
                absent--;
                return ABSENT;
            }
            if (current.hasNext()) {
                return current.next();
            }
            if (!further.hasNext()) {
                return null;
            }
            ContentCheck.Listed volume = further.next();
            current = List.<List<String>>of().iterator();
            Optional<List<List<String>>> rows = source.rows(volume);
            current = rows.orElse(List.of()).iterator();
            absent = rows.isPresent() ? 0 : volume.rows();
        }
    }
}
