package health.throughline.api.operation.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.OperationParameters;
import health.throughline.fhir.Refusal;
import health.throughline.program.session.Attendance;
import health.throughline.program.session.AttendanceRecording;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Slot/[id]/$record-attendance: records who was in a session and how long. */
@Component
final class SlotRecordAttendance implements OwnOperation {

    private final AttendanceRecording recording;

    SlotRecordAttendance(AttendanceRecording recording) {
        this.recording = recording;
    }

    @Override
    public String id() {
        return "Slot-record-attendance";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        List<Attendance> said = new ArrayList<>();
        for (JsonNode parameter : OperationParameters.body(request).path("parameter")) {
            if (!parameter.path("name").asText().equals("attendance")) {
                throw Refusal.invalid("This operation takes no other parameters than attendance.");
            }
            said.add(attendance(parameter));
        }
        if (said.isEmpty()) {
            throw Refusal.invalid(
                    "required", "The operation needs the parameter 'attendance'.", "Parameters.parameter");
        }
        BundleWriter bundle = new BundleWriter("collection", null, request).entries();
        List<ResourceVersion> stored = recording.record(route.key(), said, request.access());
        stored.forEach(bundle::member);
        return FhirResponse.of(200, bundle.bytes());
    }

    private static Attendance attendance(JsonNode parameter) {
        JsonNode appointment = part(parameter, "appointment", "valueReference");
        JsonNode minutes = part(parameter, "minutes", "valueInteger");
        return new Attendance(
                Asked.key(appointment, "attendance", Set.of("Appointment")),
                part(parameter, "status", "valueCode").asText(""),
                whole(minutes),
                part(parameter, "reason", "valueCode").asText(""));
    }

    private static @Nullable Integer whole(JsonNode minutes) {
        return minutes.isInt() ? Integer.valueOf(minutes.intValue()) : null;
    }

    private static JsonNode part(JsonNode parameter, String name, String element) {
        for (JsonNode part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part.path(element);
            }
        }
        return MissingNode.getInstance();
    }
}
