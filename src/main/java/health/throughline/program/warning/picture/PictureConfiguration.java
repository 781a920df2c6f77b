package health.throughline.program.warning.picture;

import health.throughline.record.HealthRecord;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the reading of pictures together. */
@Configuration(proxyBeanMethods = false)
class PictureConfiguration {

    @Bean
    PictureReader pictureReader(HealthRecord record, @Value("${throughline.time-zone}") ZoneId zone) {
        return new PictureReader(record, zone);
    }
}
