package org.tipstaff.invitation;

/**
 * What a row says beside time and handles, as in the provider's return. Empty where the device sent nothing.
 *
 * @param clientIp IPv4 or IPv6 in text form
 * @param service the directory service that was asked, for example {@code com.apple.madrid}
 * @param lookupDevices number of devices returned by the lookup; 0 for other logs
 */
public record LogDetails(
        String clientIp,
        String service,
        int lookupDevices,
        String userAgent,
        String hardwareVersion,
        String osVersion) {
    @Override
    public String toString() {
        return "details of a row";
    }
}
