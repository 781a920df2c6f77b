package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Expansion;
import health.throughline.fhir.terminology.Expansion.Member;
import health.throughline.fhir.terminology.ValueSetPages;
import health.throughline.fhir.terminology.ValueSetPages.Page;
import health.throughline.fhir.terminology.WordFilter;
import health.throughline.search.terminology.ServerTerminology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of the codes of an expansion are asked for. */
final class ExpansionSelection {

    /** As a count: everything from the offset on. */
    static final int ALL = -1;

    private final List<Predicate<Member>> wanted = new ArrayList<>();
    private final List<Canonical> versions = new ArrayList<>();
    private final Given given;

    ExpansionSelection(Given given) {
        this.given = given;
        Optional<WordFilter> words = given.text("filter").map(WordFilter::new);
        words.ifPresent(filter -> wanted.add(filter::matches));
        if (given.flag("activeOnly")) {
            wanted.add(member -> !member.inactive());
        }
        if (given.flag("excludeNotForUI")) {
            wanted.add(member -> !member.abstractOnly());
        }
        for (String left : given.texts("exclude-system")) {
            Canonical system = Canonical.of(left);
            wanted.add(member -> !member.system().equals(system.url()));
        }
        for (String name : List.of("system-version", "check-system-version", "force-system-version")) {
            given.texts(name).forEach(text -> versions.add(Canonical.of(text)));
        }
    }

    /** The page that {@code valueSet} has of them; worked out by the code system itself where that is a large one. */
    Page page(ServerTerminology terminology, ObjectNode valueSet, int offset, int count) {
        var asked = new ValueSetPages.Wanted(
                given.text("filter").orElse(""),
                given.flag("activeOnly"),
                given.flag("excludeNotForUI"),
                offset,
                count);
        Optional<Page> page =
                given.all("exclude-system").isEmpty() ? terminology.page(valueSet, asked) : Optional.empty();
        if (page.isPresent()) {
            page.get().members().forEach(this::requireVersion);
            return page.get();
        }
        boolean inline = given.one("valueSet").isPresent();
        List<Member> all = of(inline ? terminology.expand(valueSet) : terminology.expansionOf(valueSet));
        int from = Math.min(offset, all.size());
        int to = count == ALL ? all.size() : (int) Math.min((long) from + count, all.size());
        return new Page(all.size(), all.subList(from, to));
    }

    private List<Member> of(Expansion expansion) {
        expansion.members().forEach(this::requireVersion);
        return wanted.isEmpty()
                ? expansion.members()
                : expansion.members().stream()
                        .filter(member -> wanted.stream().allMatch(one -> one.test(member)))
                        .toList();
    }

    /** One version of each system is here; another cannot be had by asking for it. */
    private void requireVersion(Member member) {
        for (Canonical asked : versions) {
            boolean other = asked.url().equals(member.system())
                    && !asked.version().isEmpty()
                    && !member.version().isEmpty()
                    && !asked.version().equals(member.version());
            if (other) {
                throw Refusal.invalid(
                        "not-supported",
                        "The value set takes codes of " + member.system() + " in version " + member.version()
                                + ", and not in the version asked for.",
                        null);
            }
        }
    }
}
