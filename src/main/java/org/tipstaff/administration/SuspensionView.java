package org.tipstaff.administration;

import java.util.List;
import java.util.Optional;
import org.tipstaff.identity.suspension.Suspension;
import org.tipstaff.web.form.FormView;

/**
 * Where an administrator keeps an account or an agency out or lets it in again; tag {@code suspension} shows it.
 *
 * @param path of the page
 * @param own whether it would keep out the very person who looks
 * @param fresh whether it can be done at once; else the page asks for a sign-in first
 * @param history the latest first
 */
public record SuspensionView(
        String path, String noun, boolean own, boolean fresh, List<Suspension> history, FormView form) {
    public SuspensionView {
        history = List.copyOf(history);
    }

    /** The suspension that lasts. */
    public Optional<Suspension> present() {
        return history.stream().filter(Suspension::lasts).findFirst();
    }
}
