package org.tipstaff.administration;

import org.tipstaff.encryption.AgencyKeys;
import org.tipstaff.web.form.FormView;

/**
 * The page of one agency.
 *
 * @param fresh whether a key can be registered at once; else the page asks for a sign-in first
 */
public record AgencyView(
        Directory.AgencySeen agency,
        AgencyKeys.Encryption encryption,
        boolean fresh,
        SuspensionView suspension,
        FormView form) {
    public boolean usable() {
        return encryption.keys().stream().anyMatch(AgencyKeys.Registered::usable);
    }
}
