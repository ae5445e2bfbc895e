package org.tipstaff.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The postal codes of the States, the District of Columbia and the territories (USPS Publication 28). */
final class States {
    private static final Map<String, String> CODES = codes("""
            Alabama AL,Alaska AK,American Samoa AS,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,\
            Delaware DE,Washington D.C. DC,Florida FL,Georgia GA,Guam GU,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,\
            Iowa IA,Kansas KS,Kentucky KY,Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,\
            Mississippi MS,Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,\
            New York NY,North Carolina NC,North Dakota ND,Northern Mariana Islands MP,Ohio OH,Oklahoma OK,Oregon OR,\
            Pennsylvania PA,Puerto Rico PR,Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,\
            Utah UT,Vermont VT,Virgin Islands VI,Virginia VA,Washington WA,West Virginia WV,Wisconsin WI,Wyoming WY""");

    private States() {}

    /** The two letters for a State's name. */
    static Optional<String> code(String name) {
        return Optional.ofNullable(CODES.get(name));
    }

    private static Map<String, String> codes(String table) {
        Map<String, String> codes = new HashMap<>();
        for (String entry : table.split(",", -1)) {
            int space = entry.lastIndexOf(' ');
            codes.put(entry.substring(0, space), entry.substring(space + 1));
        }
        return codes;
    }
}
