package health.throughline.store.term.load;

import health.throughline.store.term.Facets;
import java.util.Arrays;

/** What subsumes each concept, from what stands directly above each. Concepts are numbers from 1. */
final class Ancestors {

    /** The parents of concept n are parents[first[n]] to before parents[first[n + 1]]. */
    private final int[] first;

    private final int[] parents;

    /** In which walk a concept was last reached. */
    private final int[] reached;

    private int walk;
    private int[] found = new int[64];

    /**
     * @param children ascending
     * @param parents of the children at the same places
     */
    Ancestors(int concepts, int[] children, int[] parents) {
        this.first = new int[concepts + 2];
        this.parents = parents;
        this.reached = new int[concepts + 1];
        for (int child : children) {
            first[child + 1]++;
        }
        for (int i = 1; i < first.length; i++) {
            first[i] += first[i - 1];
        }
    }

    /** The facets that tell the place of {@code concept}: itself, its parents, all above it. */
    String facets(int concept) {
        StringBuilder facets = new StringBuilder().append(Facets.SELF).append(concept);
        for (int i = first[concept]; i < first[concept + 1]; i++) {
            facets.append(Facets.SEPARATOR).append(Facets.PARENT).append(parents[i]);
        }
        int count = walk(concept);
        for (int i = 1; i < count; i++) {
            facets.append(Facets.SEPARATOR).append(Facets.ABOVE).append(found[i]);
        }
        return facets.toString();
    }

    /** Fills what was found with {@code concept} and all above it, each once, even where they run in a circle. */
    private int walk(int concept) {
        walk++;
        int count = 0;
        found[count++] = concept;
        reached[concept] = walk;
        for (int at = 0; at < count; at++) {
            for (int i = first[found[at]]; i < first[found[at] + 1]; i++) {
                if (reached[parents[i]] != walk) {
                    reached[parents[i]] = walk;
                    found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                    found[count++] = parents[i];
                }
            }
        }
        return count;
    }
}
