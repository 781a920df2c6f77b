package health.throughline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Holds application.yml and the records of settings together: the same keys, the same defaults. */
class SettingsTest {

    private final EnumerablePropertySource<?> file = file();
    private final Map<String, Class<?>> records = records();

    @Test
    void the_file_holds_the_keys_of_the_records_and_no_others() {
        Set<String> components = new TreeSet<>();
        records.forEach((prefix, record) -> keys(prefix, record).forEach(components::add));
        assertThat(components).isEqualTo(keysInFile()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> the_file_gives_the_defaults_of_the_records() {
        return records.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(inFile(entry.getKey(), entry.getValue()))
                                .isEqualTo(byDefault(entry.getKey(), entry.getValue()))));
    }

    private Object inFile(String prefix, Class<?> record) {
        StandardEnvironment environment = new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addLast(file);
            }
        };
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate(prefix, Bindable.of(record));
    }

    private static Object byDefault(String prefix, Class<?> record) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, Bindable.of(record));
    }

    private Set<String> keysInFile() {
        Set<String> keys = new TreeSet<>();
        for (String name : file.getPropertyNames()) {
            if (name.startsWith("throughline.")) {
                keys.add(name.replaceAll("\\[\\d+]$", ""));
            }
        }
        return keys;
    }

    private static Stream<String> keys(String prefix, Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> keys(prefix, component));
    }

    private static Stream<String> keys(String prefix, RecordComponent component) {
        String key = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
        return component.getType().isRecord() ? keys(key, component.getType()) : Stream.of(key);
    }

    private static Map<String, Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, Class<?>> records = new TreeMap<>();
        for (BeanDefinition found : scanner.findCandidateComponents("health.throughline")) {
            Class<?> type = type(found);
            assertThat(type).isRecord();
            records.put(type.getAnnotation(ConfigurationProperties.class).value(), type);
        }
        return records;
    }

    private static Class<?> type(BeanDefinition found) {
        try {
            return Class.forName(found.getBeanClassName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static EnumerablePropertySource<?> file() {
        try {
            var sources = new YamlPropertySourceLoader().load("file", new ClassPathResource("application.yml"));
            return (EnumerablePropertySource<?>) sources.get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
