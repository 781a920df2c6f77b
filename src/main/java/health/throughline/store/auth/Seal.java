package health.throughline.store.auth;

import health.throughline.store.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Encrypts what must be kept but may not be read from the database's files or backups: AES-256 in GCM. */
public final class Seal {

    private static final String SETTING = "seal-key";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;

    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final String keyFile;
    private volatile @Nullable SecretKeySpec key;

    Seal(Settings settings, String keyFile) {
        this.settings = settings;
        this.keyFile = keyFile;
    }

    /** @param place where it is kept, so that a sealed value moved elsewhere does not open */
    public byte[] close(String text, String place) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, place, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE, sealed.length);
        return all;
    }

    /** What was closed at the same place. */
    public String open(byte[] sealed, String place) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE, sealed.length);
        return new String(run(Cipher.DECRYPT_MODE, nonce, place, rest), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A sealed value does not open: throughline.seal.key-file is not the one it was sealed with", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = read();
            key = known;
        }
        return known;
    }

    private synchronized SecretKeySpec read() {
        String text = keyFile.isBlank() ? fromDatabase() : fromFile();
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != KEY) {
            throw new IllegalStateException("The key of throughline.seal.key-file must be " + KEY + " bytes in Base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private String fromFile() {
        try {
            return Files.readString(Path.of(keyFile));
        } catch (IOException e) {
            throw new UncheckedIOException("throughline.seal.key-file cannot be read", e);
        }
    }

    private String fromDatabase() {
        return settings.find(SETTING).orElseGet(() -> {
            byte[] fresh = new byte[KEY];
            random.nextBytes(fresh);
            return settings.initial(SETTING, Base64.getEncoder().encodeToString(fresh));
        });
    }
}
