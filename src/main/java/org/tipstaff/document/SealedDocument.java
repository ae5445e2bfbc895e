package org.tipstaff.document;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.SealedObjects;

/** The sealed parts of one document: the original, a picture of each page, and the details (name, text, words). */
final class SealedDocument {
    private static final long LARGEST_PICTURE = 64L << 20;

    private final SealedObjects objects;
    private final UUID id;

    SealedDocument(SealedObjects objects, UUID id) {
        this.objects = objects;
        this.id = id;
    }

    record Details(String fileName, Inspection inspection) {}

    void write(Details details, InspectionDirectory workspace) throws IOException {
        copy("original", workspace, workspace.document(), InspectionProcess.LARGEST);
        for (int page = 1; page <= details.inspection().pages(); page++) {
            copy(picture(page), workspace, workspace.picture(page), LARGEST_PICTURE);
        }
        objects.write(name("details"), key(), out -> {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
            data.writeUTF(details.fileName());
            InspectionCodec.write(details.inspection(), data);
            data.flush();
        });
    }

    private void copy(String part, InspectionDirectory workspace, Path file, long most) throws IOException {
        try (InputStream in = workspace.open(file, most)) {
            objects.write(name(part), key(), in::transferTo);
        }
    }

    Details details() throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(read("details")))) {
            return new Details(in.readUTF(), InspectionCodec.read(in));
        }
    }

    InputStream original() throws IOException {
        return read("original");
    }

    InputStream page(int page) throws IOException {
        return read(picture(page));
    }

    private InputStream read(String part) throws IOException {
        return objects.read(name(part), key());
    }

    void delete() {
        objects.list("document/" + id + "/").forEach(objects::delete);
    }

    KeyName key() {
        return new KeyName("document/" + id);
    }

    private ObjectName name(String part) {
        return new ObjectName("document/" + id + "/" + part);
    }

    private static String picture(int page) {
        return "page-" + page + ".png";
    }
}
