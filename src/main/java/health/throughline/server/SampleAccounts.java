package health.throughline.server;

import java.util.List;

/** One account of each role, for the people of the sample programme. */
final class SampleAccounts {

    /**
     * An account to be.
     *
     * @param role its code
     * @param user {@code Type/id} in the sample
     */
    record SampleAccount(String username, String name, String role, String user) {}

    private static final List<SampleAccount> ALL = List.of(
            new SampleAccount("lead", "Sample clinical lead", "clinical-lead", "Practitioner/clinical-lead-1"),
            new SampleAccount("therapist", "Sample therapist", "therapist", "Practitioner/therapist-2"),
            new SampleAccount("prescriber", "Sample prescriber", "prescriber", "Practitioner/prescriber-2"),
            new SampleAccount("case-manager", "Sample case manager", "case-manager", "Practitioner/case-manager-1"),
            new SampleAccount("admissions", "Sample admissions", "admissions", "Practitioner/admissions-coordinator-1"),
            new SampleAccount("peer", "Sample peer", "peer", "Practitioner/peer-support-specialist-1"),
            new SampleAccount("client", "Sample client", "client", "Patient/client-0001"),
            new SampleAccount("relative", "Sample relative", "relative", "RelatedPerson/client-0001-contact"));

    private SampleAccounts() {}

    static List<SampleAccount> all() {
        return ALL;
    }
}
