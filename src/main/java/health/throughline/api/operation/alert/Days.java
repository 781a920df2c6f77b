package health.throughline.api.operation.alert;

import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads parameters that are days. */
final class Days {

    private Days() {}

    /** @throws Refusal INVALID when it is no day of the calendar */
    static Optional<LocalDate> one(Given given, String name) {
        try {
            return given.text(name).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(
                    "value",
                    "The parameter '" + name + "' takes a day such as 2026-11-27.",
                    "Parameters.parameter.where(name='" + name + "')");
        }
    }

    /** The same of one that must be given. */
    static LocalDate needed(Given given, String name) {
        return one(given, name)
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "The operation needs the parameter '" + name + "', a day such as 2026-11-27.",
                        "Parameters.parameter.where(name='" + name + "')"));
    }
}
