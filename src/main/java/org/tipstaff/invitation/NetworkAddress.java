package org.tipstaff.invitation;

import java.util.regex.Pattern;

/**
 * Whether a text is the address of a network, written out: IPv4 in four decimal parts, IPv6 as RFC 4291, 2.2 has it.
 * Names, zones and parts with leading zeros are none: programs read 010 as 8 or as 10.
 */
public final class NetworkAddress {
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int LONGEST = 45;
    private static final int GROUPS = 8;

    private NetworkAddress() {}

    public static boolean isLiteral(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        return text.indexOf(':') < 0 ? isIpv4(text) : isIpv6(text);
    }

    private static boolean isIpv4(String text) {
        int part = -1;
        int first = 0;
        int parts = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && part >= 0) {
                part = -1;
                first = i + 1;
                parts++;
            } else if (c >= '0' && c <= '9' && part != 0 && i - first < 3) {
                part = Math.max(0, part) * 10 + c - '0';
                if (part > 255) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return parts == 4 && part >= 0;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        // An IPv4 address ends an IPv6 address, so it never stands before the gap.
        if (before.indexOf('.') >= 0) {
            return false;
        }
        int around = (before.isEmpty() ? 0 : groups(before)) + (after.isEmpty() ? 0 : groups(after));
        return around < GROUPS;
    }

    /** How many groups of 16 bits; more than there can be where one of them is none. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                groups++;
            } else if (i == parts.length - 1 && isIpv4(parts[i])) {
                groups += 2;
            } else {
                return GROUPS * 2;
            }
        }
        return groups;
    }
}
