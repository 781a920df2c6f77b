package health.throughline.auth.scope;

import health.throughline.fhir.Fhir;
import health.throughline.record.access.Action;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One scope that opens resources: {@code patient/Observation.rs?category=laboratory} and v1's {@code patient/*.read}.
 *
 * @param type a resource type or {@code *}
 * @param categories what {@code ?category=} names, each {@code system|code} or a bare code; empty when not narrowed
 * @param version1 whether it is written as in SMART 1, as far as its actions can be
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART 2.2, scopes</a>
 */
public record SmartScope(Level level, String type, Set<Action> actions, Set<String> categories, boolean version1) {

    private static final Pattern GRAMMAR = Pattern.compile(
            "(patient|user|system)/([A-Z][A-Za-z]{1,60}|\\*)\\.(read|write|\\*|c?r?u?d?s?)(\\?([!#-\\[\\]-~]*))?");
    private static final Pattern CATEGORY = Pattern.compile("([^\\s|,&=%]+\\|)?[^\\s|,&=%]+");
    private static final String PARAMETER = "category=";
    private static final Set<Action> READ = EnumSet.of(Action.READ, Action.SEARCH);
    private static final Set<Action> WRITE = EnumSet.of(Action.CREATE, Action.UPDATE, Action.DELETE);
    private static final Set<Action> ALL = EnumSet.allOf(Action.class);

    public SmartScope {
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("A scope permits at least one action");
        }
        actions = Set.copyOf(actions);
        categories = Set.copyOf(categories);
    }

    /** Reads one; empty when it is none, or one of a kind that is not supported, whose meaning must not be guessed. */
    public static Optional<SmartScope> parse(String text) {
        Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches() || parts.group(3).isEmpty() || !known(parts.group(2))) {
            return Optional.empty();
        }
        Optional<Set<String>> categories = categories(parts.group(5));
        boolean version1 = parts.group(3).length() > 1
                ? parts.group(3).equals("read") || parts.group(3).equals("write")
                : parts.group(3).equals("*");
        if (categories.isEmpty() || (version1 && parts.group(5) != null)) {
            return Optional.empty();
        }
        return Optional.of(new SmartScope(
                Level.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                parts.group(2),
                actions(parts.group(3)),
                categories.get(),
                version1));
    }

    private static boolean known(String type) {
        return type.equals(Permission.ANY_TYPE) || Fhir.resourceTypes().contains(type);
    }

    private static Set<Action> actions(String text) {
        return switch (text) {
            case "read" -> READ;
            case "write" -> WRITE;
            case "*" -> ALL;
            default -> {
                Set<Action> actions = EnumSet.noneOf(Action.class);
                for (Action action : Action.values()) {
                    if (text.indexOf(action.letter()) >= 0) {
                        actions.add(action);
                    }
                }
                yield actions;
            }
        };
    }

    /** Modifiers, chains, further parameters and repeated ones are experimental in SMART 2.2: they are not taken. */
    private static Optional<Set<String>> categories(@org.jspecify.annotations.Nullable String query) {
        if (query == null) {
            return Optional.of(Set.of());
        }
        if (!query.startsWith(PARAMETER)) {
            return Optional.empty();
        }
        Set<String> categories = new TreeSet<>();
        for (String one : query.substring(PARAMETER.length()).split(",", -1)) {
            if (!CATEGORY.matcher(one).matches()) {
                return Optional.empty();
            }
            categories.add(one);
        }
        return Optional.of(categories);
    }

    /** Whether whoever holds this may do all that {@code other} permits. */
    public boolean covers(SmartScope other) {
        return level == other.level
                && (type.equals(Permission.ANY_TYPE) || type.equals(other.type))
                && actions.containsAll(other.actions)
                && (categories.isEmpty()
                        || (!other.categories.isEmpty()
                                && other.categories.stream().allMatch(this::coversCategory)));
    }

    /** A bare code stands for that code in every system. */
    private boolean coversCategory(String category) {
        return categories.contains(category) || categories.contains(category.substring(category.indexOf('|') + 1));
    }

    /** What both permit, written as this one is; empty when that is nothing. */
    public Optional<SmartScope> within(SmartScope limit) {
        boolean sameType = type.equals(limit.type);
        boolean meets = sameType || type.equals(Permission.ANY_TYPE) || limit.type.equals(Permission.ANY_TYPE);
        Set<Action> both = EnumSet.noneOf(Action.class);
        both.addAll(actions);
        both.retainAll(limit.actions);
        if (level != limit.level || !meets || both.isEmpty()) {
            return Optional.empty();
        }
        Set<String> shared = sharedCategories(limit);
        if (shared.isEmpty() && !(categories.isEmpty() && limit.categories.isEmpty())) {
            return Optional.empty();
        }
        String narrower = type.equals(Permission.ANY_TYPE) ? limit.type : type;
        return Optional.of(new SmartScope(level, narrower, both, shared, version1));
    }

    private Set<String> sharedCategories(SmartScope limit) {
        if (categories.isEmpty()) {
            return limit.categories;
        }
        if (limit.categories.isEmpty()) {
            return categories;
        }
        Set<String> shared = new TreeSet<>();
        categories.stream().filter(limit::coversCategory).forEach(shared::add);
        limit.categories.stream().filter(this::coversCategory).forEach(shared::add);
        shared.removeIf(one -> one.contains("|") && shared.contains(one.substring(one.indexOf('|') + 1)));
        return shared;
    }

    /** The same for some of its categories only. */
    public SmartScope narrowed(Set<String> to) {
        return new SmartScope(level, type, actions, to, version1);
    }

    public Permission permission() {
        return new Permission(level, type, actions, categories);
    }

    /** As it is written in scope strings, by one fixed spelling. */
    @Override
    public String toString() {
        String query = categories.isEmpty() ? "" : "?" + PARAMETER + String.join(",", new TreeSet<>(categories));
        return level.name().toLowerCase(Locale.ROOT) + "/" + type + "." + rights(query.isEmpty()) + query;
    }

    private String rights(boolean whole) {
        if (version1 && whole) {
            if (actions.equals(ALL)) {
                return "*";
            }
            if (actions.equals(READ)) {
                return "read";
            }
            if (actions.equals(WRITE)) {
                return "write";
            }
        }
        StringBuilder letters = new StringBuilder();
        for (Action action : Action.values()) {
            if (actions.contains(action)) {
                letters.append(action.letter());
            }
        }
        return letters.toString();
    }
}
