package org.tipstaff.signing.key;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Where one signing key lies: in a PKCS#12 file or in a PKCS#11 token, not in both. */
public interface KeySettings {
    /** PKCS#12 file with the key and its certificate chain. */
    Optional<Path> keystore();

    /** Opens the key store; from the environment, not from a file that is shared. */
    Optional<String> password();

    /** The key's name in the key store. */
    Optional<String> alias();

    /** A token (smart card, hardware security module), whose key never leaves it. */
    Optional<Pkcs11> pkcs11();

    /** A key in a PKCS#11 token (OASIS PKCS #11 2.40). */
    interface Pkcs11 {
        /** The token maker's library, for example {@code /usr/lib/softhsm/libsofthsm2.so}. */
        Optional<Path> library();

        /** Identifier of the token's slot, as {@code pkcs11-tool --list-slots} shows it. */
        OptionalLong slot();

        /** Of the token's user; from the environment, not from a file that is shared. */
        Optional<String> pin();

        /** CKA_LABEL of the key's certificate; key and certificate share their CKA_ID. */
        Optional<String> key();
    }
}
