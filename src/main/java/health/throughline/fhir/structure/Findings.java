package health.throughline.fhir.structure;

import health.throughline.fhir.Issue;
import java.util.ArrayList;
import java.util.List;

/** The problems found so far, at most {@value #LIMIT}. */
final class Findings {

    static final int LIMIT = 20;

    private final List<Issue> issues = new ArrayList<>(0);

    void structure(Place place, String diagnostics) {
        add("structure", place, diagnostics);
    }

    void value(Place place, String diagnostics) {
        add("value", place, diagnostics);
    }

    void required(Place place, String diagnostics) {
        add("required", place, diagnostics);
    }

    void code(Place place, String diagnostics) {
        add("code-invalid", place, diagnostics);
    }

    private void add(String code, Place place, String diagnostics) {
        if (!isFull()) {
            issues.add(Issue.error(code, diagnostics, place.toString()));
        }
    }

    /** What is found from now on is not told, so there is no need to look. */
    boolean isFull() {
        return issues.size() >= LIMIT;
    }

    List<Issue> issues() {
        return issues;
    }
}
