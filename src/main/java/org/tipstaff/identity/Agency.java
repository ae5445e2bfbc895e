package org.tipstaff.identity;

/**
 * A governmental entity (18 U.S.C. § 2711(4)) that may file.
 *
 * @param id short stable name, for example {@code bar-field-office}
 * @param kind who it answers to
 * @param state two-letter code of the State; {@code US} for a federal agency
 */
public record Agency(String id, String name, Kind kind, String state) {
    public enum Kind {
        FEDERAL,
        STATE,
        LOCAL,
        FOREIGN,
        PRIVATE
    }
}
