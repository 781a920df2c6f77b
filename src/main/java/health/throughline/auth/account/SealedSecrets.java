package health.throughline.auth.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts secrets that must be read again, by AES-256-GCM, each bound to whom it belongs to. */
final class SealedSecrets {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    /** @param key 32 bytes in base64 */
    SealedSecrets(String key) {
        this.key = new SecretKeySpec(decoded(key), "AES");
    }

    static String newKey() {
        return Base64.getEncoder().encodeToString(RandomText.bytes(KEY));
    }

    private static byte[] decoded(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, in words that help.
        }
        throw new IllegalStateException(
                "throughline.account.key is not 32 bytes in base64; make one with: openssl rand -base64 32");
    }

    String seal(byte[] secret, String owner) {
        byte[] nonce = RandomText.bytes(NONCE);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret, 0, owner);
        byte[] both = new byte[NONCE + sealed.length];
        System.arraycopy(nonce, 0, both, 0, NONCE);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** @throws IllegalStateException when it was sealed with another key or for another owner */
    byte[] open(String sealed, String owner) {
        byte[] both = Base64.getDecoder().decode(sealed);
        byte[] nonce = java.util.Arrays.copyOf(both, NONCE);
        return run(Cipher.DECRYPT_MODE, nonce, both, NONCE, owner);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, int from, String owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret of a second factor cannot be read: was throughline.account.key changed?", e);
        }
    }
}
