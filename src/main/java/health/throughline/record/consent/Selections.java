package health.throughline.record.consent;

import java.util.ArrayList;
import java.util.List;

/** Sets of rows as unions of selections, and how consents combine them. */
public final class Selections {

    /** So many parts are beyond any consent that people write; then what is denied is taken away wholly. */
    private static final int MOST = 200;

    private Selections() {}

    /** What is in {@code permitted} and not in {@code denied}: deny wins. */
    public static List<Selection> without(List<Selection> permitted, List<Denial> denied) {
        List<Selection> left = permitted;
        for (Denial denial : denied) {
            List<Selection> outside = denial.outside();
            List<Selection> next = new ArrayList<>();
            for (Selection one : left) {
                outside.forEach(other -> next.add(one.and(other)));
            }
            left = next.size() <= MOST ? next : strictly(left, denial);
        }
        return left;
    }

    /** Takes away more than was denied rather than less. */
    private static List<Selection> strictly(List<Selection> left, Denial denial) {
        if (denial.what().conditions().isEmpty()) {
            return List.of();
        }
        return left.stream()
                .map(one -> denial.what().conditions().stream()
                        .map(Selection.Condition::negated)
                        .reduce(one, Selection::and, Selection::and))
                .toList();
    }

    /**
     * What is denied, but for exceptions.
     *
     * @param exceptions what stays permitted of it
     */
    public record Denial(Selection what, List<Selection> exceptions) {

        /** Rows that it does not deny. */
        List<Selection> outside() {
            List<Selection> outside = new ArrayList<>(what.complement());
            outside.addAll(exceptions);
            return outside;
        }
    }
}
