package health.throughline.record.access;

import java.util.Locale;

/** What an account is to the programme; an account may hold several roles. */
public enum Role {
    /** Runs the server: accounts, clients and settings; sees no client's record by that alone. */
    ADMINISTRATOR,
    /** Answers for all treatment: sees every client. */
    CLINICAL_LEAD,
    THERAPIST,
    PRESCRIBER,
    CASE_MANAGER,
    /** Takes clients in: who they are, their cover and appointments, no treatment. */
    ADMISSIONS,
    /** A peer or recovery coach: the plan, goals, attendance and check-ins of their clients, no notes. */
    PEER,
    CLIENT,
    RELATIVE,
    /** An app or another system that acts for itself. */
    SYSTEM;

    /** As it is written in settings, in the database and in the API: {@code clinical-lead}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such role */
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
