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

/** Appointment/$book: books a session for one client. */
@Component
final class AppointmentBook implements OwnOperation {

    private final Booking booking;

    AppointmentBook(Booking booking) {
        this.booking = booking;
    }

    @Override
    public String id() {
        return "Appointment-book";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("slot", "patient"), Set.of());
        Booking.Booked booked = booking.book(
                Asked.reference(given, "slot", Set.of("Slot")),
                Asked.reference(given, "patient", Set.of("Patient")),
                request.access());
        return FhirResponse.of(booked.fresh() ? 201 : 200, booked.appointment())
                .with("Location", request.base() + "/" + booked.appointment().key());
    }
}
