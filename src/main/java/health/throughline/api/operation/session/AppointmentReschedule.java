package health.throughline.api.operation.session;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.program.session.Booking;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Appointment/[id]/$reschedule: moves a client to another session. */
@Component
final class AppointmentReschedule implements OwnOperation {

    private final Booking booking;

    AppointmentReschedule(Booking booking) {
        this.booking = booking;
    }

    @Override
    public String id() {
        return "Appointment-reschedule";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("slot", "reason"), Set.of());
        Booking.Booked booked = booking.reschedule(
                route.key(),
                Asked.reference(given, "slot", Set.of("Slot")),
                given.text("reason").orElse(""),
                request.access());
        return FhirResponse.of(booked.fresh() ? 201 : 200, booked.appointment())
                .with("Location", request.base() + "/" + booked.appointment().key());
    }
}
