package health.throughline.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is not carried out: the reason, and the issues that tell the caller how to mend it. */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a request is refused; the API turns each reason into one HTTP status. */
    public enum Reason {
        INVALID("invalid"),
        NOT_FOUND("not-found"),
        GONE("deleted"),
        METHOD_NOT_ALLOWED("not-supported"),
        NOT_ACCEPTABLE("not-supported"),
        UNSUPPORTED_MEDIA_TYPE("not-supported"),
        CONFLICT("conflict"),
        PRECONDITION_FAILED("conflict"),
        MULTIPLE_MATCHES("multiple-matches"),
        UNPROCESSABLE("business-rule"),
        UNAUTHENTICATED("login"),
        FORBIDDEN("forbidden"),
        TOO_LARGE("too-long"),
        TOO_COSTLY("too-costly"),
        TOO_MANY("throttled"),
        TOO_SLOW("timeout"),
        TIMEOUT("timeout"),
        UNAVAILABLE("transient");

        private final String issueCode;

        Reason(String issueCode) {
            this.issueCode = issueCode;
        }

        /** The code of http://hl7.org/fhir/issue-type that stands for this reason. */
        public String issueCode() {
            return issueCode;
        }
    }

    private final Reason reason;
    private final transient List<Issue> issues;

    public Refusal(Reason reason, List<Issue> issues) {
        super(issues.isEmpty() ? reason.name() : issues.get(0).diagnostics());
        this.reason = reason;
        this.issues = List.copyOf(issues);
    }

    public Refusal(Reason reason, String diagnostics) {
        this(reason, List.of(Issue.error(reason.issueCode(), diagnostics, null)));
    }

    /** Content that breaks a rule of FHIR at {@code expression}. */
    public static Refusal invalid(String issueCode, String diagnostics, @Nullable String expression) {
        return new Refusal(Reason.INVALID, List.of(Issue.error(issueCode, diagnostics, expression)));
    }

    /** A request whose URL, header or parameter is wrong. */
    public static Refusal invalid(String diagnostics) {
        return new Refusal(Reason.INVALID, diagnostics);
    }

    /** The same, said of one entry of a Bundle: its expressions start at {@code entry}. */
    public Refusal within(String entry) {
        List<Issue> located = issues.stream()
                .map(issue ->
                        new Issue(issue.severity(), issue.code(), issue.diagnostics(), at(entry, issue.expression())))
                .toList();
        return new Refusal(reason, located);
    }

    private static String at(String entry, @Nullable String expression) {
        if (expression == null) {
            return entry;
        }
        int dot = expression.indexOf('.');
        return expression.startsWith("Bundle.")
                ? expression
                : entry + ".resource" + (dot < 0 ? "" : expression.substring(dot));
    }

    public Reason reason() {
        return reason;
    }

    public List<Issue> issues() {
        return issues;
    }

    /** A refusal is an answer, not a fault: no stack trace is taken. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
