package org.tipstaff.pdf;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file inside the document: an associated file of the whole document with the relationship "Data" (ISO 19005-3, 6.8).
 *
 * @param file where its bytes lie; read once, in pieces
 * @param name as shown to the reader and in the name tree; unique in a document
 * @param mediaType for example {@code text/csv}
 * @param description one line for people
 * @param modifiedAt goes into the file's parameters, to the second
 */
public record Attachment(Path file, String name, String mediaType, String description, Instant modifiedAt) {}
