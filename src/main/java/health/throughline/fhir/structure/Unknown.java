package health.throughline.fhir.structure;

import java.util.List;

/** Tells of a member no definition has, with the name that was probably meant. */
final class Unknown {

    private static final int MAX_SHOWN = 64;
    private static final int NEAR = 2;

    private Unknown() {}

    static void report(Shape shape, String name, Place place, Findings findings) {
        if (!isPlain(name)) {
            findings.structure(place, "There is a member here whose name is no element name; remove it.");
            return;
        }
        String remedy = remedy(shape, name);
        findings.structure(place.child(name), "FHIR R4 has no element '" + name + "' here; " + remedy + ".");
    }

    private static String remedy(Shape shape, String name) {
        String near = nearest(shape, name);
        if (!near.isEmpty()) {
            return "did you mean '" + near + "'?";
        }
        List<String> variants = variants(shape, name);
        if (!variants.isEmpty()) {
            return "use one of " + (variants.size() > 12 ? "the datatypes of " + variants.get(0) : variants);
        }
        return "remove it, or use an extension";
    }

    private static List<String> variants(Shape shape, String name) {
        for (Slot slot : shape.slots()) {
            Element element = slot.element();
            if (element.isChoice() && name.startsWith(element.base())) {
                return shape.variants(slot.bit());
            }
        }
        return List.of();
    }

    private static String nearest(Shape shape, String name) {
        String nearest = "";
        int least = Math.min(NEAR, name.length() - 1) + 1;
        for (Slot slot : shape.slots()) {
            String candidate = slot.sibling() ? "" : slot.element().name();
            int distance = distance(name, candidate);
            if (!candidate.isEmpty() && distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Texts.isLetter(c) && !Texts.isDigit(c) && c != '_') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_SHOWN;
    }
}
