package health.throughline.server.sample;

import java.util.List;
import java.util.Locale;

/** The client and the people close to the client. */
final class Household {

    private static final List<Code> RELATIONSHIPS = List.of(
            role("SPS", "spouse"), role("PRN", "parent"), role("SIB", "sibling"), role("FRND", "unrelated friend"));
    private static final Code CRISIS_CONTACT = Code.own("family-involvement", "crisis-contact", "Contact in a crisis");
    private static final Code INFORMED = Code.own("family-involvement", "informed", "Kept informed");
    private static final Code ENGLISH = new Code("urn:ietf:bcp:47", "en-US", "English (United States)");

    private final Client client;

    Household(Client client) {
        this.client = client;
    }

    void write(Transaction transaction) {
        var family = client.any(Names.FAMILY);
        var town = client.any(Names.TOWN);
        transaction.put(client.id(), patient(family, town));
        transaction.put(contactId(client), relatedPerson(family, client.any(RELATIONSHIPS), CRISIS_CONTACT, town));
        if (client.happens(0.4)) {
            transaction.post(relatedPerson(client.any(Names.FAMILY), RELATIONSHIPS.get(3), INFORMED, town));
        }
    }

    static String contactId(Client client) {
        return client.id() + "-contact";
    }

    private Part patient(String family, Names.Town town) {
        var female = client.happens(0.5);
        var given = client.any(female ? Names.FEMALE : Names.MALE);
        return Part.resource("Patient")
                .list("identifier", recordNumber())
                .with("active", true)
                .list("name", Staff.name("official", given, family))
                .list("name", Part.of().with("use", "nickname").list("given", given.substring(0, 3)))
                .list("telecom", Staff.telecom("phone", phone(), "mobile"))
                .list("telecom", Staff.telecom("email", client.id() + "@mail.example", "home"))
                .with("gender", female ? "female" : "male")
                .with("birthDate", birthDate())
                .list("address", address(town))
                .list(
                        "communication",
                        Part.of().with("language", Part.concept(ENGLISH)).with("preferred", true))
                .list("generalPractitioner", therapist())
                .with("managingOrganization", Staff.organizationReference());
    }

    private Part recordNumber() {
        var type = Code.hl7("v2-0203", "MR", "Medical record number");
        return Part.identifier("record-number", String.format(Locale.ROOT, "TL-%06d", client.number()))
                .with("use", "usual")
                .with("type", Part.concept(type));
    }

    private Part therapist() {
        return Staff.CareGivers.practitioner(client.careGivers().therapist());
    }

    private Part relatedPerson(String family, Code relationship, Code involvement, Names.Town town) {
        var female = client.happens(0.5);
        var given = client.any(female ? Names.FEMALE : Names.MALE);
        return Part.resource("RelatedPerson")
                .list("extension", Part.extension("involvement-role", involvement))
                .with("active", true)
                .with("patient", client.subject())
                .list("relationship", Part.concept(relationship))
                .list("name", Staff.name("official", given, family))
                .list("telecom", Staff.telecom("phone", phone(), "mobile"))
                .with("gender", female ? "female" : "male")
                .list("address", address(town))
                .with("period", Part.of().with("start", client.on(0)));
    }

    private Part address(Names.Town town) {
        return Part.of()
                .with("use", "home")
                .list("line", (1 + client.dice().nextInt(240)) + " " + client.any(Names.STREET))
                .with("city", town.city())
                .with("state", town.state())
                .with("postalCode", town.postalCode())
                .with("country", "US");
    }

    /** Numbers 555-0100 to 555-0199 are set aside for made-up people. */
    private String phone() {
        return "555-01" + (10 + client.dice().nextInt(90));
    }

    private String birthDate() {
        var dice = client.dice();
        return client.start()
                .minusYears(19 + dice.nextInt(46))
                .minusDays(dice.nextInt(365))
                .toString();
    }

    private static Code role(String code, String display) {
        return Code.hl7("v3-RoleCode", code, display);
    }
}
