package health.throughline.program.measure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One thing that is known of a client. */
public sealed interface Fact {

    /** The tracks of {@link Stay} that count as alumni. */
    String ALUMNI = "alumni";

    /** Who the client is; a date is null where none is known. */
    record Person(@Nullable LocalDate born, @Nullable LocalDate died) implements Fact {}

    /**
     * An enrolment.
     *
     * @param until its last day; null while it lasts
     * @param left the discharge reason; empty while it lasts
     */
    record Stay(String track, LocalDate from, @Nullable LocalDate until, String left) implements Fact {

        public boolean alumni() {
            return track.equals(ALUMNI);
        }

        /** Whether it lasts on {@code day}; its first and last day belong to it. */
        public boolean on(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        /** Its last day, or {@code otherwise} while it lasts. */
        public LocalDate end(LocalDate otherwise) {
            return until == null ? otherwise : until;
        }
    }

    /** A diagnosis in ICD-10-CM. */
    record Diagnosis(String code, LocalDate from, @Nullable LocalDate until) implements Fact {

        public boolean on(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** A total score that every answer went into; of prorated ones there are none. */
    record Score(Instrument instrument, Moment at, double value) implements Fact {}

    /** What came of a session for the client, with minutes; a reference is empty where there is none. */
    record Attendance(Moment at, String status, Minutes minutes, String appointment, String encounter) implements Fact {

        public boolean present() {
            return status.equals("attended") || status.equals("partial") || status.equals("late");
        }

        /** Whether the programme, not the client, is why it did not take place, or the client was excused. */
        public boolean excused() {
            return status.equals("excused")
                    || status.equals("technical-failure")
                    || status.equals("cancelled-by-program");
        }
    }

    /** How long a session was to be, and how long the client was there. */
    record Minutes(long scheduled, long attended) {}

    /** A session or another encounter that took place. */
    record Visit(String reference, Moment at, String type, String modality, String appointment) implements Fact {}

    /** An appointment. */
    record Booking(String reference, Moment at, String type, String status) implements Fact {}

    /** A questionnaire that was filled in, by its id. */
    record Form(String questionnaire, Moment at) implements Fact {}

    /** A questionnaire to fill in. */
    record Assignment(LocalDate due, boolean done) implements Fact {}

    /** A lapse, a relapse or another setback. */
    record Setback(String type, Moment at) implements Fact {}

    /**
     * A version of the relapse-prevention plan.
     *
     * @param finished whether it is or was in force, and not a draft
     */
    record Plan(Moment at, boolean finished) implements Fact {}

    /** Leave to share, which names somebody close to the client. */
    record Companion(LocalDate from, @Nullable LocalDate until) implements Fact {}

    /** Contact in which the client was reached. */
    record Contact(Moment at) implements Fact {}

    /** What a rule found. */
    record Alert(String reference, String rule, String severity, Moment at, String mode) implements Fact {}

    /**
     * What was done about an alert; a moment is null where it is not known.
     *
     * @param outcome empty while there is none
     */
    record Response(
            String alert,
            @Nullable Moment raised,
            @Nullable Moment due,
            @Nullable Moment answered,
            String outcome) implements Fact {}
}
