package health.throughline.store.auth;

import health.throughline.store.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Encrypts what must be kept but may not be read from the database's files or backups: AES-256 in GCM. */
public final class Seal {

    private static final String SETTING = "seal-key";

    private final Settings settings;
    private final String keyFile;
    private volatile @Nullable AesGcm key;

    Seal(Settings settings, String keyFile) {
        this.settings = settings;
        this.keyFile = keyFile;
    }

    /** @param place where it is kept, so that a sealed value moved elsewhere does not open */
    public byte[] close(String text, String place) {
        return key().close(text.getBytes(StandardCharsets.UTF_8), place);
    }

    /** What was closed at the same place. */
    public String open(byte[] sealed, String place) {
        return new String(key().open(sealed, place), StandardCharsets.UTF_8);
    }

    private AesGcm key() {
        AesGcm known = key;
        if (known == null) {
            known = read();
            key = known;
        }
        return known;
    }

    private synchronized AesGcm read() {
        String text = keyFile.isBlank() ? fromDatabase() : fromFile();
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != AesGcm.KEY) {
            throw new IllegalStateException(
                    "The key of throughline.seal.key-file must be " + AesGcm.KEY + " bytes in Base64");
        }
        return new AesGcm(
                bytes, "A sealed value does not open: throughline.seal.key-file is not the one it was sealed with");
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
            String fresh = Base64.getEncoder().encodeToString(AesGcm.newKey());
            return settings.initial(SETTING, fresh);
        });
    }
}
