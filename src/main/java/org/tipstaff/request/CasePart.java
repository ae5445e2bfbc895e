package org.tipstaff.request;

import io.quarkus.qute.TemplateInstance;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;

/**
 * What another feature adds to a request's page and JSON: features that build on requests bring their own part, so that
 * this package need not know them.
 */
public interface CasePart {
    /** Property in the request's JSON. */
    String name();

    /** Order on the page, smaller first. */
    int position();

    /** Value of the property; null leaves it out. */
    @Nullable
    Object json(Request request, Actor actor);

    /** The part of the officer's page; empty where there is nothing to show. */
    Optional<TemplateInstance> panel(Request request, Actor actor);

    /** The part of the reviewer's workbench; empty where there is nothing to show. */
    default Optional<TemplateInstance> staffPanel(Request request, Actor actor) {
        return Optional.empty();
    }
}
