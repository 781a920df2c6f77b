package health.throughline.api.operation.enrollment;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.program.enrollment.Enrollment;
import java.util.Set;
import org.springframework.stereotype.Component;

/** EpisodeOfCare/$enroll: enrols a client, brings one back, or keeps one connected as alumna or alumnus. */
@Component
final class EpisodeEnroll implements OwnOperation {

    private final Enrollment enrollment;

    EpisodeEnroll(Enrollment enrollment) {
        this.enrollment = enrollment;
    }

    @Override
    public String id() {
        return "EpisodeOfCare-enroll";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(
                request,
                Set.of("patient", "track", "levelOfCare", "start", "careManager", "organization"),
                Set.of("entryReason"));
        Enrollment.Enrolled enrolled = enrollment.enroll(
                new Enrollment.Wanted(
                        Asked.reference(given, "patient", Set.of("Patient")),
                        Asked.text(given, "track"),
                        given.texts("entryReason"),
                        given.text("levelOfCare").orElse(""),
                        Asked.date(given, "start"),
                        Asked.optionalReference(given, "careManager", Set.of("Practitioner", "PractitionerRole")),
                        Asked.optionalReference(given, "organization", Set.of("Organization"))),
                request.access());
        FhirResponse response = FhirResponse.of(enrolled.fresh() ? 201 : 200, enrolled.episode());
        return response.with(
                "Location", request.base() + "/" + enrolled.episode().key());
    }
}
