package org.tipstaff.request;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Keyed fingerprint of a handle that a request names: finds the request, shows no handle. */
@Entity
@Table(name = "request_handle")
@IdClass(RequestHandleEntity.Key.class)
@NullUnmarked
class RequestHandleEntity {
    @Id
    String reference;

    @Id
    byte[] fingerprint;

    @NullUnmarked
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String reference;
        byte[] fingerprint;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && key.reference.equals(reference)
                    && Arrays.equals(key.fingerprint, fingerprint);
        }

        @Override
        public int hashCode() {
            return reference.hashCode() * 31 + Arrays.hashCode(fingerprint);
        }
    }
}
