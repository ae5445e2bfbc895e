package org.tipstaff.request.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.suspension.Suspensions;
import org.tipstaff.request.Request;

/** What the staff's pages say of requests whose officer or agency is suspended: they go on. Read once for a page. */
@Named("keptOut")
@RequestScoped
public class KeptOut {
    private final Suspensions suspensions;
    private Suspensions.@Nullable Now present;

    public KeptOut(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    /** In two words; empty where nobody is suspended. */
    public String of(Request request) {
        Suspensions.Now out = present;
        if (out == null) {
            out = suspensions.present();
            present = out;
        }
        if (out.agencies().contains(request.agency().id())) {
            return "Agency suspended";
        }
        return out.accounts().contains(request.filedBy().id()) ? "Officer suspended" : "";
    }
}
