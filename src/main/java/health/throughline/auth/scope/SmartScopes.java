package health.throughline.auth.scope;

import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The scopes of one request, registration or token: those that open resources, and the others such as {@code openid} and
 * {@code launch/patient}.
 *
 * @param others in the order in which they were given
 */
public record SmartScopes(List<SmartScope> resources, Set<String> others) {

    public static final String OPENID = "openid";
    public static final String FHIR_USER = "fhirUser";
    public static final String LAUNCH = "launch";
    public static final String LAUNCH_PATIENT = "launch/patient";
    public static final String LAUNCH_ENCOUNTER = "launch/encounter";
    public static final String OFFLINE = "offline_access";
    public static final String ONLINE = "online_access";

    /** Where a scope is written as a URI, what stands before it (SMART 2.2, scopes as URIs). */
    public static final String URI_FORM = "http://smarthealthit.org/fhir/scopes/";

    /** More than all scopes of all types with their categories. */
    private static final int LONGEST = 16_384;

    private static final int MOST = 400;
    private static final Pattern SCOPE_STRING = Pattern.compile("[!#$&-\\[\\]-~ ]*");
    private static final Set<String> KNOWN =
            Set.of(OPENID, FHIR_USER, "profile", LAUNCH, LAUNCH_PATIENT, LAUNCH_ENCOUNTER, OFFLINE, ONLINE);
    private static final Pattern FURTHER_LAUNCH = Pattern.compile("launch/[a-z]{2,60}(\\?role=[!#-\\[\\]-~]{1,200})?");
    private static final Pattern OWN = Pattern.compile("https?://[!#-\\[\\]-~]{4,200}");

    public SmartScopes {
        resources = List.copyOf(resources);
        others = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(others));
    }

    public static SmartScopes none() {
        return new SmartScopes(List.of(), Set.of());
    }

    /**
     * Reads a scope string. What is not understood is left out, not guessed.
     *
     * @throws InvalidScope when the string is too long or holds characters that no scope may have
     */
    public static SmartScopes parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidScope("The scope string is longer than " + LONGEST + " characters.");
        }
        if (!SCOPE_STRING.matcher(text).matches()) {
            throw new InvalidScope("The scope string holds characters that no scope has.");
        }
        return of(List.of(text.strip().split(" +")));
    }

    /** The same for scopes that stand apart. */
    public static SmartScopes of(Collection<String> texts) {
        if (texts.size() > MOST) {
            throw new InvalidScope("There are more than " + MOST + " scopes.");
        }
        Set<SmartScope> resources = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (String text : texts) {
            String scope = text.startsWith(URI_FORM) ? text.substring(URI_FORM.length()) : text;
            Optional<SmartScope> resource = SmartScope.parse(scope);
            resource.ifPresent(resources::add);
            if (resource.isEmpty() && isOther(scope)) {
                others.add(scope);
            }
        }
        return new SmartScopes(List.copyOf(resources), others);
    }

    /** Those of {@code texts} that {@link #of} would leave out. */
    public static List<String> unknown(Collection<String> texts) {
        return texts.stream().filter(text -> of(List.of(text)).isEmpty()).toList();
    }

    private static boolean isOther(String scope) {
        return KNOWN.contains(scope)
                || FURTHER_LAUNCH.matcher(scope).matches()
                || (OWN.matcher(scope).matches() && !scope.startsWith(URI_FORM));
    }

    public boolean isEmpty() {
        return resources.isEmpty() && others.isEmpty();
    }

    public boolean has(String other) {
        return others.contains(other);
    }

    /** Whether a scope of this level is among them. */
    public boolean has(Level level) {
        return resources.stream().anyMatch(scope -> scope.level() == level);
    }

    /** What of these {@code limit} permits: a scope that goes beyond is narrowed, one outside is left out. */
    public SmartScopes within(SmartScopes limit) {
        List<SmartScope> left = new ArrayList<>();
        for (SmartScope asked : resources) {
            boolean whole = limit.resources.stream().anyMatch(one -> one.covers(asked));
            if (whole) {
                left.add(asked);
            } else {
                limit.resources.forEach(one -> asked.within(one).ifPresent(left::add));
            }
        }
        Set<String> both = new LinkedHashSet<>(others);
        both.removeIf(other -> !limit.permits(other));
        return new SmartScopes(withoutCovered(left), both);
    }

    /** {@code launch} lets an app ask for any context: {@code launch/…} only hints which. */
    private boolean permits(String other) {
        return others.contains(other)
                || (other.startsWith("launch/") && (others.contains(LAUNCH) || others.contains(LAUNCH_PATIENT)));
    }

    private static List<SmartScope> withoutCovered(List<SmartScope> scopes) {
        List<SmartScope> left = new ArrayList<>();
        for (SmartScope scope : new LinkedHashSet<>(scopes)) {
            if (left.stream().noneMatch(one -> one.covers(scope))) {
                left.removeIf(scope::covers);
                left.add(scope);
            }
        }
        return left;
    }

    /** Whether everything that {@code asked} permits is permitted here. */
    public boolean covers(SmartScopes asked) {
        return others.containsAll(asked.others)
                && asked.resources.stream().allMatch(one -> resources.stream().anyMatch(held -> held.covers(one)));
    }

    /** Only those of the level {@code only}, with the other scopes. */
    public SmartScopes without(Level level) {
        return new SmartScopes(
                resources.stream().filter(scope -> scope.level() != level).toList(), others);
    }

    public SmartScopes withoutOther(String other) {
        Set<String> left = new LinkedHashSet<>(others);
        left.remove(other);
        return new SmartScopes(resources, left);
    }

    public List<Permission> permissions() {
        return resources.stream().map(SmartScope::permission).toList();
    }

    /** Each as it is written. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(others);
        resources.forEach(scope -> texts.add(scope.toString()));
        return texts;
    }

    /** The scope string. */
    @Override
    public String toString() {
        return String.join(" ", texts());
    }

    /** The types that {@code launch/…} scopes other than patient and encounter ask for, in lower case. */
    public List<String> furtherContext() {
        return others.stream()
                .filter(other -> other.startsWith("launch/"))
                .filter(other -> !other.equals(LAUNCH_PATIENT) && !other.equals(LAUNCH_ENCOUNTER))
                .map(other -> other.substring("launch/".length()).toLowerCase(Locale.ROOT))
                .toList();
    }
}
