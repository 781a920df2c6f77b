package health.throughline.search.plan;

import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may see, as a predicate on every row that a query touches, in whatever role it touches it. The query
 * compiler cannot name a resource row without one.
 */
public final class Restriction {

    private static final Restriction NONE = new Restriction(null, new short[0], new int[0]);

    private final long @Nullable [] patients;
    private final short[] openTypes;
    private final int[] withheld;

    private Restriction(long @Nullable [] patients, short[] openTypes, int[] withheld) {
        this.patients = patients;
        this.openTypes = openTypes;
        this.withheld = withheld;
    }

    /** Everything is visible. */
    public static Restriction none() {
        return NONE;
    }

    /**
     * Only the compartments of {@code patients}, and the types that hold no patient's data.
     *
     * @param patients keys of Patient/id
     * @param openTypes types visible whole
     */
    public static Restriction to(long[] patients, Set<String> openTypes) {
        short[] types = new short[openTypes.size()];
        int i = 0;
        for (String type : openTypes) {
            types[i++] = ResourceTypes.code(type);
        }
        return new Restriction(patients.clone(), types, new int[0]);
    }

    /** The same, without the rows that carry any of {@code labels}. */
    public Restriction withholding(int[] labels) {
        int[] all = Arrays.copyOf(withheld, withheld.length + labels.length);
        System.arraycopy(labels, 0, all, withheld.length, labels.length);
        return new Restriction(patients, openTypes, all);
    }

    public boolean unrestricted() {
        return patients == null && withheld.length == 0;
    }

    /** Whether a row with these columns is visible: the same question as {@link #on}, asked before it is stored. */
    public boolean allows(String type, long[] rowPatients, int[] rowLabels) {
        boolean withheldLabel = Arrays.stream(rowLabels)
                .anyMatch(label -> Arrays.stream(withheld).anyMatch(one -> one == label));
        return !withheldLabel && (patients == null || inOpenType(type) || shares(patients, rowPatients));
    }

    private boolean inOpenType(String type) {
        for (short open : openTypes) {
            if (open == ResourceTypes.code(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean shares(long[] left, long[] right) {
        return Arrays.stream(left).anyMatch(one -> Arrays.stream(right).anyMatch(other -> one == other));
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
        Sql sql = new Sql();
        if (patients == null) {
            sql.add("true");
        } else {
            sql.add("(" + alias + ".patients && ? OR " + type + " = ANY (?))", patients, openTypes);
        }
        if (withheld.length > 0) {
            sql.add(" AND (" + alias + ".labels IS NULL OR NOT " + alias + ".labels && ?)", withheld);
        }
        return sql;
    }
}
