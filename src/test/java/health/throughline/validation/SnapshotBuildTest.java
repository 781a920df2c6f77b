package health.throughline.validation;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotBuildTest {

    @TempDir
    private Path directory;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(directory.resolve("profiles"));
    }

    private boolean run() throws IOException {
        return new SnapshotBuild(folder, directory.resolve("kept")).run();
    }

    private void write(String id, ObjectNode profile) throws IOException {
        Files.write(folder.resolve(id + ".json"), FhirJson.prettyBytes(profile));
    }

    private static ObjectNode profile(String id, String base, String path) {
        return json("""
                {'resourceType':'StructureDefinition','id':'%s','url':'https://example.org/StructureDefinition/%s','name':'%s',
                 'status':'active','kind':'resource','abstract':false,'type':'Flag','baseDefinition':'%s',
                 'derivation':'constraint','differential':{'element':[{'id':'%s','path':'%s','min':1}]}}""", id, id, id, base, path, path);
    }

    private JsonNode element(String id, String path) throws IOException {
        for (JsonNode element :
                FhirJson.parse(Files.readAllBytes(folder.resolve(id + ".json"))).at("/snapshot/element")) {
            if (element.path("path").asText().equals(path)) {
                return element;
            }
        }
        throw new AssertionError(path);
    }

    @Test
    void a_profile_on_a_profile_says_in_full_what_both_say() throws IOException {
        write("one", profile("one", "http://hl7.org/fhir/StructureDefinition/Flag", "Flag.period"));
        write("two", profile("two", "https://example.org/StructureDefinition/one", "Flag.author"));
        assertThat(run()).isTrue();
        assertThat(element("one", "Flag.author").path("min").asInt()).isZero();
        assertThat(element("two", "Flag.period").path("min").asInt()).isEqualTo(1);
        assertThat(element("two", "Flag.author").path("min").asInt()).isEqualTo(1);
        assertThat(element("two", "Flag.status").path("definition").asText()).isNotEmpty();
    }

    @Test
    void what_did_not_change_is_taken_from_the_last_build() throws IOException {
        ObjectNode profile = profile("one", "http://hl7.org/fhir/StructureDefinition/Flag", "Flag.period");
        write("one", profile);
        assertThat(run()).isTrue();
        write("one", profile);
        assertThat(run()).isFalse();
        assertThat(element("one", "Flag.period").path("min").asInt()).isEqualTo(1);
        write("one", profile("one", "http://hl7.org/fhir/StructureDefinition/Flag", "Flag.author"));
        assertThat(run()).isTrue();
        assertThat(element("one", "Flag.period").path("min").asInt()).isZero();
    }

    @Test
    void a_profile_of_what_is_not_there_stops_the_build_and_its_file_is_named() throws IOException {
        write("one", profile("one", "http://hl7.org/fhir/StructureDefinition/Flag", "Flag.nothing"));
        assertThatThrownBy(this::run).hasMessageContainingAll("one.json", "Flag.nothing");
        assertThatThrownBy(this::run).as("and again").hasMessageContaining("one.json");
    }
}
