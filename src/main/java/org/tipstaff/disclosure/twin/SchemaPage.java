package org.tipstaff.disclosure.twin;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Public: the form of the JSON twin as a JSON Schema (draft 2020-12), named by every such file in {@code $schema}. */
@Path(SchemaPage.PATH)
public class SchemaPage {
    static final String PATH = "/.well-known/tipstaff-disclosure.schema.json";
    static final String RESOURCE = "/schema/disclosure-1.json";

    /** Says nothing of any request, so whoever holds a disclosure can check it. */
    @GET
    @Produces({"application/schema+json", "application/json"})
    @PermitAll
    public byte[] schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(SchemaPage.class.getResourceAsStream(RESOURCE))) {
            return in.readAllBytes();
        }
    }
}
