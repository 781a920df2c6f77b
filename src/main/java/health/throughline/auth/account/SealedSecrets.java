package health.throughline.auth.account;

import health.throughline.store.auth.AesGcm;
import java.util.Base64;

/** Encrypts secrets that must be read again, by AES-256-GCM, each bound to whom it belongs to. */
final class SealedSecrets {

    private final AesGcm key;

    /** @param key 32 bytes in base64 */
    SealedSecrets(String key) {
        this.key = new AesGcm(
                decoded(key), "The secret of a second factor cannot be read: was throughline.account.key changed?");
    }

    static String newKey() {
        return Base64.getEncoder().encodeToString(AesGcm.newKey());
    }

    private static byte[] decoded(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == AesGcm.KEY) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, in words that help.
        }
        throw new IllegalStateException(
                "throughline.account.key is not 32 bytes in base64; make one with: openssl rand -base64 32");
    }

    String seal(byte[] secret, String owner) {
        return Base64.getEncoder().encodeToString(key.close(secret, owner));
    }

    /** @throws IllegalStateException when it was sealed with another key or for another owner */
    byte[] open(String sealed, String owner) {
        return key.open(Base64.getDecoder().decode(sealed), owner);
    }
}
