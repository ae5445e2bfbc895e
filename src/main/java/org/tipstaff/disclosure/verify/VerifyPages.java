package org.tipstaff.disclosure.verify;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/**
 * Public: anyone can check a file. Where scripts run it is hashed in the browser and stays there; of a fingerprint that is
 * not known the answer offers to send the file, because only its bytes tell whether it was altered.
 */
@Path("/")
public class VerifyPages {
    private static final long MAX_BYTES = 30L * 1024 * 1024;

    private final Verification verification;
    private final DocumentSigner signer;

    public VerifyPages(Verification verification, DocumentSigner signer) {
        this.verification = verification;
        this.signer = signer;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance form(FormView form);

        /** @param whole whether the file itself can be sent, so that more can be said */
        static native TemplateInstance answer(Verification.Answer answer, boolean whole);
    }

    @GET
    @Path("verify")
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    public Response form() {
        return Page.of(Templates.form(FormView.EMPTY));
    }

    /** A whole file, where no script hashed it; or a fingerprint. */
    @POST
    @Path("verify")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    public Response verify(@RestForm("file") @Nullable FileUpload file, @RestForm("sha256") @Nullable String sha256)
            throws IOException {
        if (sha256 != null && !sha256.isBlank()) {
            try {
                Verification.Answer answer = verification.verify(VerifyApi.hash(sha256));
                return Page.of(Templates.answer(answer, answer.verdict() == Verification.Verdict.UNKNOWN));
            } catch (Problem e) {
                return again("sha256", e.text(), sha256);
            }
        }
        if (file == null || file.size() == 0) {
            return again("file", "Choose the file that you want to check, or enter its fingerprint", "");
        }
        if (file.size() > MAX_BYTES) {
            return again("file", "This file is too large to send. Enter its SHA-256 fingerprint instead", "");
        }
        Sha256 hash = Sha256.of(file.uploadedFile());
        return Page.of(Templates.answer(verification.verify(file.uploadedFile(), hash), false));
    }

    private static Response again(String field, String message, String sha256) {
        return Page.of(
                422,
                Templates.form(new FormView(Map.of("sha256", sha256), List.of(new Problem.Detail(field, message)))));
    }

    /** The certificates under which disclosures are signed, for whoever checks without this portal (RFC 7468). */
    @GET
    @Path(".well-known/tipstaff-signing.pem")
    @Produces("application/x-pem-file")
    @PermitAll
    public String certificates() {
        return signer.certificateChainPem();
    }
}
