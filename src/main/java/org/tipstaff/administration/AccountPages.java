package org.tipstaff.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.identity.Role;
import org.tipstaff.identity.suspension.Suspensions;
import org.tipstaff.identity.suspension.Suspensions.Whom;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** The people and services that have come in, and where an administrator keeps one of them out. */
@Path("/admin/accounts")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.ADMINISTRATOR)
public class AccountPages {
    private static final String PATH = "/admin/accounts";

    private final Directory directory;
    private final Suspensions suspensions;
    private final FreshSignIn fresh;
    private final CurrentActor actors;

    AccountPages(Directory directory, Suspensions suspensions, FreshSignIn fresh, CurrentActor actors) {
        this.directory = directory;
        this.suspensions = suspensions;
        this.fresh = fresh;
        this.actors = actors;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(DirectoryView<Directory.AccountSeen> view);

        static native TemplateInstance account(Directory.AccountSeen account, SuspensionView suspension);
    }

    @GET
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page) {
        Directory.Asked asked = Directory.Asked.of(text, state, page);
        return Page.of(Templates.list(DirectoryView.of(PATH, asked, directory.accounts(asked))));
    }

    @GET
    @Path("{account}")
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response account(@PathParam("account") String subject) {
        return Page.of(page(subject, FormView.EMPTY));
    }

    private TemplateInstance page(String subject, FormView form) {
        Directory.AccountSeen account = directory.account(subject).orElseThrow(Problem::notFound);
        Whom whom = Whom.account(subject);
        return Templates.account(
                account,
                new SuspensionView(
                        account.path(),
                        "account",
                        whom.covers(actors.current()),
                        fresh.isFresh(actors.current()),
                        suspensions.history(whom),
                        form));
    }

    /** Keeps the account out from now on. */
    @POST
    @Path("{account}/suspend")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response suspend(@PathParam("account") String subject, @RestForm("reason") @Nullable String reason) {
        String typed = reason == null ? "" : reason;
        return change(subject, typed, () -> suspensions.suspend(actors.current(), Whom.account(subject), typed));
    }

    /** Lets it in again. */
    @POST
    @Path("{account}/reinstate")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.ADMINISTRATOR)
    public Response reinstate(@PathParam("account") String subject, @RestForm("reason") @Nullable String reason) {
        String typed = reason == null ? "" : reason;
        return change(subject, typed, () -> suspensions.reinstate(actors.current(), Whom.account(subject), typed));
    }

    private Response change(String subject, String typed, Runnable change) {
        Directory.AccountSeen account = directory.account(subject).orElseThrow(Problem::notFound);
        fresh.require(actors.current(), account.path());
        try {
            change.run();
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            return Page.of(422, page(subject, new FormView(Map.of("reason", typed), List.copyOf(e.details()))));
        }
        return Page.to(account.path());
    }
}
