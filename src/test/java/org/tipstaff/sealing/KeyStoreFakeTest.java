package org.tipstaff.sealing;

/** The one that other tests use instead of the real one must do the same. */
class KeyStoreFakeTest extends KeyStoreContract {
    private final KeyStore fake = new KeyStoreFake();

    @Override
    KeyStore store() {
        return fake;
    }
}
