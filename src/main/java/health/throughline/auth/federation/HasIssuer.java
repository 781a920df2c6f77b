package health.throughline.auth.federation;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There is an identity provider; a condition on the property would take an empty value as any value. */
final class HasIssuer implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment()
                .getProperty("throughline.auth.federation.issuer", "")
                .isBlank();
    }
}
