package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The search parameters of {@code fhir-profiles/search-parameters}, which R4 lacks. */
class OwnSearchParametersIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("open", "DetectedIssue", "'status':'preliminary'")
                .with("closed", "DetectedIssue", "'status':'final'");
        String flag = "'code':{'text':'x'},'subject':{'reference':'Patient/p'},'status':";
        FOUND.with("on", "Flag", flag + "'active'").with("off", "Flag", flag + "'inactive'");
    }

    @Test
    void detected_issues_are_found_by_status() {
        assertThat(FOUND.names("DetectedIssue", "status=preliminary")).containsExactly("open");
        assertThat(FOUND.names("DetectedIssue", "status:not=preliminary")).containsExactly("closed");
    }

    @Test
    void flags_are_found_by_status_with_the_system_of_its_binding() {
        assertThat(FOUND.names("Flag", "status=active")).containsExactly("on");
        assertThat(FOUND.names("Flag", "status=http://hl7.org/fhir/flag-status|inactive"))
                .containsExactly("off");
    }
}
