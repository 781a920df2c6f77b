package health.throughline.auth.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.interaction.PagePosition;
import health.throughline.auth.account.Account;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Party;
import health.throughline.record.access.Permission;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the patients in the record, by the rights that the user has there. */
final class RecordPatients implements VisiblePatients {

    /** Length of 2026-11-01T10:00. */
    private static final int MINUTE = 16;

    private static final Party OWN_PAGES = new Party("", "Throughline", null);
    private static final int TEXT = 100;
    private static final int POSITION = 1000;

    private final HealthRecord record;
    private final AccessPolicy policy;

    RecordPatients(HealthRecord record, AccessPolicy policy) {
        this.record = record;
        this.policy = policy;
    }

    private Access access(Account account) {
        Set<Action> reading = EnumSet.of(Action.READ, Action.SEARCH);
        return policy.of(new Caller(
                "sign-in:" + account.subject(),
                OWN_PAGES,
                new Party(account.subject(), account.name(), account.user()),
                account.roles(),
                null,
                List.of(
                        new Permission(Permission.Level.USER, "Patient", reading, Set.of()),
                        new Permission(Permission.Level.USER, "Encounter", reading, Set.of()))));
    }

    @Override
    public Page search(Account account, String text, String from) {
        Access access = access(account);
        String wanted = text.length() > TEXT ? text.substring(0, TEXT) : text.strip();
        if (!wanted.isEmpty() && ResourceKey.isId(wanted) && from.isEmpty()) {
            Page byId = page(List.of(new Parameter("_id", wanted)), null, access);
            if (!byId.choices().isEmpty()) {
                return byId;
            }
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String word : wanted.replaceAll("[,|$\\\\]", " ").strip().split("\\s+")) {
            if (!word.isEmpty()) {
                parameters.add(new Parameter("name", word));
            }
        }
        parameters.add(new Parameter("_sort", "family,given"));
        return page(parameters, cursor(from), access);
    }

    private Page page(List<Parameter> parameters, @Nullable Cursor cursor, Access access) {
        RecordSearch search = record.search();
        RecordSearch.Page page = search.search(search.parse(List.of("Patient"), parameters, false), cursor, access);
        Cursor next = page.next();
        return new Page(
                page.matches().stream().map(RecordPatients::choice).toList(),
                next == null
                        ? ""
                        : Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(FhirJson.bytes(PagePosition.write(next))));
    }

    /** A position only says where to go on; what is seen from there the access decides. */
    private static @Nullable Cursor cursor(String from) {
        if (from.isEmpty() || from.length() > POSITION) {
            return null;
        }
        try {
            JsonNode position = FhirJson.parseArray(Base64.getUrlDecoder().decode(from));
            return position.size() < 3 ? null : PagePosition.read(position);
        } catch (IllegalArgumentException | Refusal e) {
            return null;
        }
    }

    private static Choice choice(ResourceVersion version) {
        JsonNode patient = version.tree();
        JsonNode name = patient.path("name").path(0);
        StringBuilder shown = new StringBuilder(name.path("text").asText(""));
        if (shown.isEmpty()) {
            name.path("given").forEach(given -> shown.append(given.asText()).append(' '));
            shown.append(name.path("family").asText(""));
        }
        return new Choice(
                version.key().id(),
                shown.toString().isBlank() ? "Without a name" : shown.toString().strip(),
                patient.path("birthDate").asText(""));
    }

    @Override
    public boolean sees(Account account, String patient) {
        return ResourceKey.isId(patient)
                && record.reader()
                        .find(new ResourceKey("Patient", patient), access(account))
                        .filter(version -> !version.deleted())
                        .isPresent();
    }

    @Override
    public boolean seesVisit(Account account, String patient, String encounter) {
        RecordSearch search = record.search();
        List<Parameter> parameters = List.of(
                new Parameter("patient", patient), new Parameter("_id", encounter), new Parameter("_count", "1"));
        return ResourceKey.isId(patient)
                && ResourceKey.isId(encounter)
                && !search.search(search.parse(List.of("Encounter"), parameters, false), null, access(account))
                        .matches()
                        .isEmpty();
    }

    @Override
    public List<Visit> visits(Account account, String patient) {
        RecordSearch search = record.search();
        List<Parameter> parameters = List.of(
                new Parameter("patient", patient), new Parameter("_sort", "-date"), new Parameter("_count", "10"));
        return search
                .search(search.parse(List.of("Encounter"), parameters, false), null, access(account))
                .matches()
                .stream()
                .map(RecordPatients::visit)
                .toList();
    }

    private static Visit visit(ResourceVersion version) {
        JsonNode encounter = version.tree();
        JsonNode type = encounter.path("type").path(0);
        String what = type.path("text")
                .asText(type.path("coding").path(0).path("display").asText("Encounter"));
        String start = encounter.path("period").path("start").asText("");
        String minute = start.substring(0, Math.min(start.length(), MINUTE)).replace('T', ' ');
        return new Visit(version.key().id(), start.isEmpty() ? what : what + ", " + minute);
    }
}
