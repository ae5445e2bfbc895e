package org.tipstaff.demo;

import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.Handle.Kind;

/**
 * Fictional handles: phone numbers from the ranges that the North American Numbering Plan (555-0100 to 555-0199) and
 * Ofcom (drama numbers) keep for fiction, e-mail addresses below {@code example.com} and {@code .example} (RFC 2606).
 */
public final class DemoHandles {
    /** Some forty rows in a month, as source. */
    public static final Handle LIGHT = new Handle(Kind.PHONE, "+12025550123");
    /** More than fifty thousand rows in a month, as source. */
    public static final Handle HEAVY = new Handle(Kind.PHONE, "+12025550199");
    /** No row at all. */
    public static final Handle ABSENT = new Handle(Kind.PHONE, "+12025550188");

    /** Without 202, whose numbers have a rôle. */
    private static final int[] AREA_CODES = {
        201, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234,
        239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308,
        309, 310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 334, 336, 337, 347, 351, 352, 360,
        361, 386, 401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 425, 430, 432, 434,
        435, 440, 443, 469, 478, 479, 480, 484, 501, 502, 503, 504, 505, 507, 508, 509, 510, 512, 513, 515, 516, 517,
        518, 520, 530, 540, 541, 559, 561, 562, 563, 567, 570, 571, 573, 574, 580, 585, 586, 601, 602, 603, 605, 606,
        607, 608, 609, 610, 612, 614, 615, 616, 617, 618, 619, 620, 626, 630, 631, 636, 641, 646, 650, 651, 660, 661,
        662, 678, 682, 701, 702, 703, 704, 706, 707, 708, 712, 713, 714, 715, 716, 717, 718, 719, 720, 724, 727, 731,
        732, 734, 740, 754, 757, 760, 763, 765, 770, 772, 773, 774, 775, 781, 785, 786, 801, 802, 803, 804, 805, 806,
        808, 810, 812, 813, 814, 815, 816, 817, 818, 828, 830, 831, 832, 843, 845, 847, 850, 856, 857, 858, 859, 860,
        862, 863, 864, 865, 870, 901, 903, 904, 906, 907, 908, 909, 910, 912, 913, 914, 915, 916, 917, 918, 919, 920
    };
    /** Mobile 07700 900000 to 900999 and London 020 7946 0000 to 0999. */
    private static final String[] BRITISH = {"+447700900", "+442079460"};

    private static final String[] FIRST = {
        "ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hana", "ivo", "june", "kofi", "lena", "milo", "nora",
        "otto", "pia", "quinn", "rosa", "sami", "tess", "uma", "vito", "wren", "xena", "yara", "zeno"
    };
    private static final String[] DOMAINS = {
        "example.com", "mail.example", "post.example", "maple.example", "harbor.example", "example.org", "example.net"
    };

    private DemoHandles() {}

    /** The handle of a rank: equal ranks, equal handles. About six in ten are phones, as long as their ranges last. */
    static Handle ofRank(long rank) {
        long kind = rank % 10;
        long number = rank / 10;
        if (kind < 6) {
            return phone(number * 6 + kind, rank);
        }
        if (kind < 9) {
            return email(number * 3 + kind - 6);
        }
        return new Handle(Kind.ACCOUNT, Long.toString(1_000_000_000_000L + number * 7));
    }

    private static Handle phone(long number, long rank) {
        long american = AREA_CODES.length * 100L;
        if (number < american) {
            long line = 100 + number / AREA_CODES.length;
            return new Handle(Kind.PHONE, "+1" + AREA_CODES[(int) (number % AREA_CODES.length)] + "5550" + line);
        }
        long rest = number - american;
        if (rest < BRITISH.length * 1_000L) {
            String line = Long.toString(1_000 + rest / BRITISH.length).substring(1);
            return new Handle(Kind.PHONE, BRITISH[(int) (rest % BRITISH.length)] + line);
        }
        return new Handle(Kind.ACCOUNT, Long.toString(3_000_000_000_000L + rank));
    }

    private static Handle email(long number) {
        String first = FIRST[(int) (number % FIRST.length)];
        String domain = DOMAINS[(int) (number / FIRST.length % DOMAINS.length)];
        return new Handle(Kind.EMAIL, first + "." + Long.toString(number, 36) + "@" + domain);
    }
}
