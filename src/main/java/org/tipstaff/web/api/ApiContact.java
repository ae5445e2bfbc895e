package org.tipstaff.web.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.info.Contact;

/** Whom a caller of the API asks: each installation has somebody else, so it is said when the portal starts. */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ApiContact implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        Config config = ConfigProvider.getConfig();
        Contact contact = OASFactory.createContact()
                .name(config.getOptionalValue("tipstaff.api.contact.name", String.class)
                        .orElse("Legal process response"));
        config.getOptionalValue("tipstaff.api.contact.email", String.class).ifPresent(contact::setEmail);
        config.getOptionalValue("tipstaff.api.contact.url", String.class).ifPresent(contact::setUrl);
        api.getInfo().setContact(contact);
    }
}
