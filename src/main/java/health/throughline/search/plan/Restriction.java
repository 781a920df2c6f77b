package health.throughline.search.plan;

import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may see, as a predicate on every row that a query touches, in whatever role it touches it. The query
 * compiler cannot name a resource row without one. A row is visible when any of the grants holds for it; without grants,
 * none is.
 */
public final class Restriction {

    private static final Restriction NONE = new Restriction(List.of(Grant.OF_EVERYTHING));
    private static final Restriction ALL = new Restriction(List.of());

    /**
     * One way in which rows may be visible; all of its parts hold for such a row.
     *
     * @param types codes of resource types; null for every type
     * @param patients keys of Patient/id, of which every patient of the row is one; a row of no patient is none of them. Null
     *     for rows of any patient and of none
     * @param among for each of these sets, the row carries one of its labels
     * @param withheld labels of which the row carries none
     * @param others patients of whom the row has none
     */
    public record Grant(
            short @Nullable [] types, long @Nullable [] patients, List<int[]> among, int[] withheld, long[] others) {

        /** Every row. */
        public static final Grant OF_EVERYTHING = new Grant(null, null, List.of(), new int[0], new long[0]);

        /** All of these patients' data. */
        public static Grant of(long[] patients) {
            return new Grant(null, patients.clone(), List.of(), new int[0], new long[0]);
        }

        /** Rows of these types, of whatever patient. */
        public static Grant of(Set<String> types) {
            return new Grant(codes(types), null, List.of(), new int[0], new long[0]);
        }

        /** The same, without the rows that carry any of {@code labels}. */
        public Grant withholding(int[] labels) {
            int[] all = Arrays.copyOf(withheld, withheld.length + labels.length);
            System.arraycopy(labels, 0, all, withheld.length, labels.length);
            return new Grant(types, patients, among, all, others);
        }

        /** The same, of the rows alone that carry one of {@code labels}. */
        public Grant among(int[] labels) {
            List<int[]> all = new ArrayList<>(among);
            all.add(labels);
            return new Grant(types, patients, all, withheld, others);
        }

        /** The same, of these types alone. */
        public Grant within(Set<String> some) {
            short[] mine = types;
            if (mine == null) {
                return new Grant(codes(some), patients, among, withheld, others);
            }
            short[] theirs = codes(some);
            List<Short> both = new ArrayList<>();
            for (short type : mine) {
                if (Arrays.binarySearch(theirs, type) >= 0) {
                    both.add(type);
                }
            }
            short[] left = new short[both.size()];
            for (int i = 0; i < left.length; i++) {
                left[i] = both.get(i);
            }
            return new Grant(left, patients, among, withheld, others);
        }

        /** The same, of this patient alone. */
        public Grant within(long patient) {
            long[] mine = patients;
            if (mine == null) {
                return new Grant(types, new long[] {patient}, among, withheld, others);
            }
            boolean has = Arrays.stream(mine).anyMatch(one -> one == patient);
            return new Grant(types, has ? new long[] {patient} : new long[0], among, withheld, others);
        }

        /** The same, of none of these patients. */
        public Grant besides(long[] some) {
            return new Grant(types, patients, among, withheld, some.clone());
        }

        /** The rows that are of both. */
        Grant and(Grant other) {
            short[] theirTypes = other.types;
            Grant both = theirTypes == null ? this : within(names(theirTypes));
            long[] mine = patients;
            long[] theirs = other.patients;
            List<int[]> allAmong = new ArrayList<>(among);
            allAmong.addAll(other.among);
            return new Grant(
                    both.types,
                    mine == null || theirs == null ? (mine == null ? theirs : mine) : shared(mine, theirs),
                    allAmong,
                    IntStream.concat(Arrays.stream(withheld), Arrays.stream(other.withheld))
                            .toArray(),
                    LongStream.concat(Arrays.stream(others), Arrays.stream(other.others))
                            .toArray());
        }

        /** Whether it is about no types but {@code some}. */
        public boolean onlyOf(Set<String> some) {
            short[] mine = types;
            return mine != null && some.containsAll(names(mine));
        }

        /** Whether it is about rows of whatever patient. */
        public boolean ofAnyPatient() {
            return patients == null;
        }

        /** Whether no row can satisfy it, whoever its patients are. */
        public boolean empty() {
            return (types != null && types.length == 0) || among.stream().anyMatch(labels -> labels.length == 0);
        }

        /** Whether it says anything of rows of {@code type}. */
        public boolean concerns(String type) {
            short[] mine = types;
            return !empty() && (mine == null || Arrays.binarySearch(mine, ResourceTypes.code(type)) >= 0);
        }

        boolean everything() {
            return types == null && patients == null && among.isEmpty() && withheld.length == 0 && others.length == 0;
        }

        private boolean allows(String type, long[] rowPatients, int[] rowLabels) {
            long[] mine = patients;
            return concerns(type)
                    && (mine == null || (rowPatients.length > 0 && containsAll(mine, rowPatients)))
                    && among.stream().allMatch(labels -> share(labels, rowLabels))
                    && !share(withheld, rowLabels)
                    && Arrays.stream(others)
                            .noneMatch(one -> Arrays.stream(rowPatients).anyMatch(row -> row == one));
        }

        private Sql on(String alias, String type) {
            List<Sql> parts = new ArrayList<>();
            if (types != null) {
                parts.add(types.length == 1 ? Sql.of(type + " = ?", types[0]) : Sql.of(type + " = ANY (?)", types));
            }
            if (patients != null) {
                parts.add(Sql.of(alias + ".patients <@ ?", patients));
            }
            among.forEach(labels -> parts.add(Sql.of(alias + ".labels && ?", labels)));
            if (withheld.length > 0) {
                parts.add(Sql.of("(" + alias + ".labels IS NULL OR NOT " + alias + ".labels && ?)", withheld));
            }
            if (others.length > 0) {
                parts.add(Sql.of("(" + alias + ".patients IS NULL OR NOT " + alias + ".patients && ?)", others));
            }
            return parts.isEmpty() ? Sql.of("true") : Sql.join(" AND ", parts);
        }
    }

    private final List<Grant> grants;

    private Restriction(List<Grant> grants) {
        this.grants = grants;
    }

    /** Everything is visible. */
    public static Restriction none() {
        return NONE;
    }

    /** Nothing is visible. */
    public static Restriction all() {
        return ALL;
    }

    /** What any of {@code grants} makes visible. */
    public static Restriction to(List<Grant> grants) {
        List<Grant> real = grants.stream().filter(grant -> !grant.empty()).toList();
        return real.stream().anyMatch(Grant::everything) ? NONE : real.isEmpty() ? ALL : new Restriction(real);
    }

    /**
     * Only what belongs to {@code patients} and to nobody else, and the types that hold no patient's data.
     *
     * @param patients keys of Patient/id
     * @param openTypes types visible whole
     */
    public static Restriction to(long[] patients, Set<String> openTypes) {
        return to(List.of(Grant.of(patients), Grant.of(openTypes)));
    }

    /** The same, without the rows that carry any of {@code labels}. */
    public Restriction withholding(int[] labels) {
        return to(grants.stream().map(grant -> grant.withholding(labels)).toList());
    }

    /** What both make visible. */
    public Restriction and(Restriction other) {
        return to(grants.stream()
                .flatMap(mine -> other.grants.stream().map(mine::and))
                .toList());
    }

    public boolean unrestricted() {
        return grants.size() == 1 && grants.get(0).everything();
    }

    /** Whether rows of {@code type} are visible to callers like this one, whichever patients they are concerned with. */
    public boolean concerns(String type) {
        return grants.stream().anyMatch(grant -> grant.concerns(type));
    }

    /** Whether a row with these columns is visible: the same question as {@link #on}, asked before it is stored. */
    public boolean allows(String type, long[] rowPatients, int[] rowLabels) {
        return grants.stream().anyMatch(grant -> grant.allows(type, rowPatients, rowLabels));
    }

    /** The predicate on {@code alias}, a row with the columns type, patients and labels that is not contained. */
    public Sql on(String alias) {
        return on(alias, alias + ".type");
    }

    /** The predicate on {@code alias}, a row of resource that may be contained: it is as visible as its container. */
    Sql onAny(String alias) {
        return on(alias, "coalesce(" + alias + ".container_type, " + alias + ".type)");
    }

    private Sql on(String alias, String type) {
        if (grants.isEmpty()) {
            return Sql.of("false");
        }
        List<Sql> each = grants.stream().map(grant -> grant.on(alias, type)).toList();
        return each.size() == 1
                ? each.get(0)
                : Sql.of("((").add(Sql.join(") OR (", each)).add("))");
    }

    private static short[] codes(Set<String> names) {
        short[] codes = new short[names.size()];
        int i = 0;
        for (String name : names) {
            codes[i++] = ResourceTypes.code(name);
        }
        Arrays.sort(codes);
        return codes;
    }

    private static Set<String> names(short[] codes) {
        Set<String> names = new TreeSet<>();
        for (short code : codes) {
            names.add(ResourceTypes.name(code));
        }
        return names;
    }

    private static long[] shared(long[] left, long[] right) {
        return Arrays.stream(left)
                .filter(one -> Arrays.stream(right).anyMatch(other -> one == other))
                .toArray();
    }

    private static boolean containsAll(long[] set, long[] each) {
        return Arrays.stream(each).allMatch(one -> Arrays.stream(set).anyMatch(other -> one == other));
    }

    private static boolean share(int[] left, int[] right) {
        return Arrays.stream(left).anyMatch(one -> Arrays.stream(right).anyMatch(other -> one == other));
    }
}
