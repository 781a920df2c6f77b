package health.throughline.api;

import health.throughline.store.Keys;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what interactions and operations share. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    PageLinks pageLinks(Keys keys) {
        return new PageLinks(keys);
    }

    @Bean
    Interactions interactions(List<Interaction> all) {
        return new Interactions(all);
    }
}
