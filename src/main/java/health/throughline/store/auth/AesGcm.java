package health.throughline.store.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts by AES-256 in GCM under one key, each value bound to where it belongs: nonce first, then what it hides. */
public final class AesGcm {

    /** Bytes of a key. */
    public static final int KEY = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String unopened;

    /** @param unopened what to tell when a value does not open */
    public AesGcm(byte[] key, String unopened) {
        this.key = new SecretKeySpec(key, "AES");
        this.unopened = unopened;
    }

    /** A key that nobody knows. */
    public static byte[] newKey() {
        byte[] fresh = new byte[KEY];
        RANDOM.nextBytes(fresh);
        return fresh;
    }

    /** @param place where it is kept, so that a value moved elsewhere does not open */
    public byte[] close(byte[] plain, String place) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, place, plain);
        byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE, sealed.length);
        return all;
    }

    /** What was closed under this key at the same place. */
    public byte[] open(byte[] sealed, String place) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return run(Cipher.DECRYPT_MODE, nonce, place, Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(unopened, e);
        }
    }
}
