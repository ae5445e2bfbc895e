package org.tipstaff.disclosure.transparency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tipstaff.process.Instrument;
import org.tipstaff.web.Csv;

/**
 * The transparency report of a half-year.
 *
 * @param band width of the bands in which numbers are shown, for example 250; 0 for exact numbers
 */
public record TransparencyView(
        String code, String title, List<Period> periods, List<Row> rows, Row all, Chart chart, int band, Instant asOf) {
    /** A period to choose. */
    public record Period(String code, String title, boolean shown) {}

    /** The figures of an instrument, as they are shown. */
    public record Row(
            String title,
            String received,
            String accounts,
            String refused,
            String narrowed,
            String provided,
            String percentage,
            String empty,
            String withdrawn,
            String open,
            String preserved,
            String ending,
            String median) {
        List<String> cells() {
            return List.of(
                    title,
                    received,
                    accounts,
                    refused,
                    narrowed,
                    provided,
                    percentage,
                    empty,
                    "0",
                    withdrawn,
                    open,
                    preserved,
                    ending,
                    median);
        }
    }

    /**
     * Bars, one an instrument.
     *
     * @param description what the bars show, in a sentence
     */
    public record Chart(int height, String description, List<Bar> bars) {}

    /** @param y upper edge */
    public record Bar(String title, int y, String total, double end, List<Part> parts) {
        public int textY() {
            return y + 18;
        }
    }

    /** @param css class of the series */
    public record Part(String css, double x, double width) {}

    private static final int LEFT = 150;
    private static final int WIDTH = 620;
    private static final int STEP = 40;

    /** What a report is made of. */
    record Source(HalfYear period, List<HalfYear> periods, TransparencyFigures.Report report, int band, Instant asOf) {}

    static TransparencyView of(Source source) {
        List<Row> rows = new ArrayList<>();
        for (Instrument instrument : Instrument.values()) {
            rows.add(row(instrument.title(), figures(source, instrument), source.band()));
        }
        return new TransparencyView(
                source.period().code(),
                source.period().title(),
                source.periods().stream()
                        .map(period -> new Period(period.code(), period.title(), period.equals(source.period())))
                        .toList(),
                rows,
                row("All", source.report().all(), source.band()),
                chart(source),
                source.band(),
                source.asOf());
    }

    private static TransparencyFigures.Figures figures(Source source, Instrument instrument) {
        Map<Instrument, TransparencyFigures.Figures> all = source.report().byInstrument();
        return all.getOrDefault(instrument, TransparencyFigures.Figures.NONE);
    }

    private static Row row(String title, TransparencyFigures.Figures figures, int band) {
        return new Row(
                title,
                banded(figures.received(), band),
                banded(figures.accounts(), band),
                banded(figures.refused(), band),
                banded(figures.narrowed(), band),
                banded(figures.provided(), band),
                band > 0 || figures.received() == 0
                        ? "–"
                        : Math.round(100.0 * figures.provided() / figures.received()) + "%",
                banded(figures.empty(), band),
                banded(figures.withdrawn(), band),
                banded(figures.open(), band),
                banded(figures.preserved(), band),
                banded(figures.ending(), band),
                figures.medianHours() == null ? "–" : String.format(Locale.US, "%.1f", figures.medianHours()));
    }

    /** The number, or the band that it lies in: 0 to 249, 250 to 499 and so on. */
    static String banded(long number, int band) {
        if (band <= 0) {
            return String.format(Locale.US, "%,d", number);
        }
        long from = number / band * band;
        return String.format(Locale.US, "%,d - %,d", from, from + band - 1);
    }

    private static Chart chart(Source source) {
        long most = 1;
        for (Instrument instrument : Instrument.values()) {
            most = Math.max(most, rounded(figures(source, instrument).received(), source.band()));
        }
        List<Bar> bars = new ArrayList<>();
        for (Instrument instrument : Instrument.values()) {
            TransparencyFigures.Figures figures = figures(source, instrument);
            List<Part> parts = new ArrayList<>();
            double x = LEFT;
            x = add(parts, new Part("series-full", x, width(figures.provided(), most, source.band())));
            x = add(parts, new Part("series-part", x, width(figures.empty(), most, source.band())));
            x = add(parts, new Part("series-none", x, width(figures.refused(), most, source.band())));
            long other = figures.open() + figures.withdrawn();
            x = add(parts, new Part("days__gone", x, width(other, most, source.band())));
            bars.add(new Bar(
                    instrument.title(),
                    8 + STEP * bars.size(),
                    banded(figures.received(), source.band()),
                    x + 8,
                    parts));
        }
        String description =
                "Of %s requests received, %s led to a disclosure of records, %s to the answer that there are none, %s were refused. The table below holds every number."
                        .formatted(
                                banded(source.report().all().received(), source.band()),
                                banded(source.report().all().provided(), source.band()),
                                banded(source.report().all().empty(), source.band()),
                                banded(source.report().all().refused(), source.band()));
        return new Chart(8 + STEP * bars.size(), description, bars);
    }

    private static double add(List<Part> parts, Part part) {
        if (part.width() > 0) {
            parts.add(part);
        }
        return part.x() + part.width();
    }

    /** In a band, a bar must not tell more than the number beside it. */
    private static long rounded(long number, int band) {
        return band <= 0 ? number : number / band * band;
    }

    private static double width(long number, long most, int band) {
        return Math.round(10.0 * WIDTH * rounded(number, band) / most) / 10.0;
    }

    Csv csv() {
        Csv csv = new Csv(List.of(
                "instrument",
                "requestsReceived",
                "accountsSpecified",
                "refused",
                "narrowed",
                "nonContentDataProvided",
                "percentageProvided",
                "noResponsiveRecords",
                "contentProvided",
                "withdrawn",
                "open",
                "requestsWithRowsFrozen",
                "nondisclosureWithEnd",
                "medianHoursToAnswer"));
        rows.forEach(row -> csv.add(row.cells()));
        return csv.add(all.cells());
    }
}
