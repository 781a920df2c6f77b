package health.throughline.server.command;

import health.throughline.store.StoreProperties;
import health.throughline.store.start.CommandStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The database that a command's arguments and the settings of the server name. */
final class GivenStore {

    private GivenStore() {}

    /** Takes the settings of the store, and nothing else of the server. */
    @EnableConfigurationProperties(StoreProperties.class)
    static final class StoreSettings {}

    /** @param own starts of the options that are the command's, not settings */
    static CommandStore open(List<String> arguments, String... own) {
        String[] settings = arguments.stream()
                .filter(one -> one.startsWith("--") && Stream.of(own).noneMatch(one::startsWith))
                .toArray(String[]::new);
        try (var context = new SpringApplicationBuilder(StoreSettings.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(settings)) {
            StoreProperties properties = context.getBean(StoreProperties.class);
            return properties.embedded()
                    ? CommandStore.embedded(Path.of(properties.dataDir()), properties.port())
                    : CommandStore.external(properties.url(), properties.username(), properties.password());
        }
    }

    /** The value of the option that starts with {@code own}; empty when it is not given. */
    static String option(List<String> arguments, String own) {
        return arguments.stream()
                .filter(one -> one.startsWith(own))
                .map(one -> one.substring(own.length()))
                .findFirst()
                .orElse("");
    }
}
