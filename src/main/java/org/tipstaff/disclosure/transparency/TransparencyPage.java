package org.tipstaff.disclosure.transparency;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** The half-yearly transparency report, for anybody: numbers only, from a query. */
@Path("/transparency")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class TransparencyPage {
    /** The page is public: a query over half a year must not run for every visitor. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TransparencyFigures figures;
    private final Clock clock;
    private final int band;
    private final Map<HalfYear, TransparencyView> kept = new ConcurrentHashMap<>();

    TransparencyPage(
            TransparencyFigures figures,
            Clock clock,
            @ConfigProperty(name = "tipstaff.transparency.band", defaultValue = "0") int band) {
        this.figures = figures;
        this.clock = clock;
        this.band = band;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance report(TransparencyView view);
    }

    @GET
    @PermitAll
    public Response report(@QueryParam("period") @Nullable String period) {
        return Page.of(Templates.report(view(period)));
    }

    /** The same figures for a spreadsheet. */
    @GET
    @Path("figures.csv")
    @Produces("text/csv")
    @PermitAll
    public Response csv(@QueryParam("period") @Nullable String period) {
        TransparencyView view = view(period);
        return view.csv().download("transparency-" + view.code());
    }

    private TransparencyView view(@Nullable String code) {
        Instant now = clock.instant();
        HalfYear current = HalfYear.of(now);
        List<HalfYear> periods =
                figures.first().map(HalfYear::of).orElse(current).until(current);
        HalfYear asked = code == null || code.isEmpty()
                ? current
                : HalfYear.parse(code).filter(periods::contains).orElseThrow(Problem::notFound);
        TransparencyView known = kept.get(asked);
        if (known == null || !known.asOf().plus(FRESH).isAfter(now)) {
            known = TransparencyView.of(new TransparencyView.Source(asked, periods, figures.of(asked), band, now));
            kept.put(asked, known);
        }
        return known;
    }
}
