package org.tipstaff.sealing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects in memory, unsealed; an object opens only under the key it was written with. */
public final class SealedObjectsFake implements SealedObjects {
    private final Map<String, byte[]> contents = new TreeMap<>();
    private final Map<String, KeyName> keys = new TreeMap<>();

    @Override
    public Sha256 write(ObjectName name, KeyName key, ContentWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        contents.put(name.value(), out.toByteArray());
        keys.put(name.value(), key);
        return Sha256.of(out.toByteArray());
    }

    @Override
    public InputStream read(ObjectName name, KeyName key) throws IOException {
        byte[] content = contents.get(name.value());
        if (content == null) {
            throw new NoSuchObject(name);
        }
        if (!key.equals(keys.get(name.value()))) {
            throw Sealer.keyMissing();
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public Sha256 hash(ObjectName name) throws IOException {
        byte[] content = contents.get(name.value());
        if (content == null) {
            throw new NoSuchObject(name);
        }
        return Sha256.of(content);
    }

    @Override
    public void delete(ObjectName name) {
        contents.remove(name.value());
        keys.remove(name.value());
    }

    @Override
    public List<ObjectName> list(String prefix) {
        return contents.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(ObjectName::new)
                .toList();
    }
}
