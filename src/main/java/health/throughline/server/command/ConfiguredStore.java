package health.throughline.server.command;

import health.throughline.store.StoreProperties;
import health.throughline.store.start.CommandStore;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The database that the settings name: those of the server, and those given to the command. */
final class ConfiguredStore {

    private ConfiguredStore() {}

    /** Takes the settings of the store, and nothing else of the server. */
    @EnableConfigurationProperties(StoreProperties.class)
    static final class StoreSettings {}

    /** @param arguments of the command; those with two dashes are settings */
    static CommandStore open(List<String> arguments) {
        String[] settings =
                arguments.stream().filter(one -> one.startsWith("--")).toArray(String[]::new);
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
}
