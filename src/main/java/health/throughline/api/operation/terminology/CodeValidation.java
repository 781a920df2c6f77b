package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.FhirResponse;
import health.throughline.fhir.terminology.CodeCheck;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers whether any of some codings is right, and says what is wrong with them when none is. */
final class CodeValidation {

    private CodeValidation() {}

    /** @param designations other names of a code that are right as well */
    static FhirResponse answer(
            List<AskedCoding> codings,
            Function<AskedCoding, CodeCheck> check,
            Function<AskedCoding, JsonNode> designations) {
        CodeCheck wrong = null;
        for (AskedCoding coding : codings) {
            CodeCheck found = check.apply(coding);
            if (found.valid()) {
                boolean named = rightlyNamed(coding, found.display(), designations);
                ParametersAnswer answer = new ParametersAnswer().flag("result", named);
                if (!named) {
                    answer.text("message", "The display given is none of the names of the code in its system.");
                }
                return answer.text("display", found.display() == null ? "" : found.display())
                        .response();
            }
            wrong = found;
        }
        String message = wrong == null || wrong.message() == null ? "" : wrong.message();
        return new ParametersAnswer()
                .flag("result", false)
                .text("message", message)
                .response();
    }

    private static boolean rightlyNamed(
            AskedCoding coding, @Nullable String display, Function<AskedCoding, JsonNode> designations) {
        if (coding.display().isEmpty() || display == null || display.isEmpty() || same(coding.display(), display)) {
            return true;
        }
        for (JsonNode designation : designations.apply(coding)) {
            if (same(coding.display(), designation.path("value").asText(""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}
