package org.tipstaff.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of file of a disclosure; a disclosure has one file of each kind at most.
 *
 * @param name under which it is stored
 * @param path last segment of the download's path
 * @param holds what it holds, for people
 * @param position in lists: the document, its twins, its further volumes
 */
public record FileKind(String name, String path, String holds, int position) implements Comparable<FileKind> {
    /** Of {@link #path()}, as a regular expression. */
    public static final String FORM = "^(pdf|csv|json|xlsx|volume-[1-9][0-9]{0,5})$";

    public static final FileKind PDF = new FileKind("PDF", "pdf", "The disclosure, signed", 0);
    public static final FileKind CSV = new FileKind("CSV", "csv", "The rows as CSV (RFC 4180)", 1);
    public static final FileKind JSON = new FileKind("JSON", "json", "The rows and their terms as JSON", 2);
    public static final FileKind XLSX =
            new FileKind("XLSX", "xlsx", "The rows in the spreadsheet layout of the capability query log", 3);

    private static final int TWINS = 3;
    private static final List<FileKind> FIXED = List.of(PDF, CSV, JSON, XLSX);
    private static final Pattern NAME = Pattern.compile("VOLUME_([1-9][0-9]{0,5})");
    private static final Pattern FILE_NAME = Pattern.compile(".+-V([1-9][0-9]{0,5})\\.pdf");

    /** A further volume of the document, with the rows from where the one before ends. */
    public static FileKind volume(int number) {
        if (number < 2) {
            throw new IllegalArgumentException("The first volume is the signed document");
        }
        return new FileKind(
                "VOLUME_" + number, "volume-" + number, "Volume " + number + " of the rows", TWINS + number);
    }

    /** @throws IllegalArgumentException where there is no such kind */
    public static FileKind valueOf(String name) {
        Matcher volume = NAME.matcher(name);
        if (volume.matches()) {
            return volume(Integer.parseInt(volume.group(1)));
        }
        return FIXED.stream()
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No file of a disclosure is " + name));
    }

    public static Optional<FileKind> ofPath(String path) {
        if (path.matches("volume-[1-9][0-9]{0,5}") && !path.equals("volume-1")) {
            return Optional.of(volume(Integer.parseInt(path.substring(path.indexOf('-') + 1))));
        }
        return FIXED.stream().filter(kind -> kind.path.equals(path)).findFirst();
    }

    /** The kind of a file, by its media type and, for a volume, its name. */
    public static FileKind of(ManifestEntry file) {
        Matcher volume = FILE_NAME.matcher(file.fileName());
        return switch (file.mediaType()) {
            case MediaTypes.PDF -> volume.matches() ? volume(Integer.parseInt(volume.group(1))) : PDF;
            case MediaTypes.CSV -> CSV;
            case MediaTypes.JSON -> JSON;
            case MediaTypes.XLSX -> XLSX;
            default -> throw new IllegalArgumentException("No file of a disclosure is " + file.mediaType());
        };
    }

    /** Whether a file of this name is a further volume. */
    public static boolean isVolume(String fileName) {
        return FILE_NAME.matcher(fileName).matches();
    }

    /** For example "Volume 2". */
    public String title() {
        return isVolume() ? "Volume " + (position - TWINS) : name;
    }

    public boolean isVolume() {
        return position > TWINS;
    }

    @Override
    public int compareTo(FileKind other) {
        return Integer.compare(position, other.position);
    }
}
