package health.throughline.api;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import health.throughline.record.access.Access;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Operations written with HAPI's annotations: the way in for libraries that come as HAPI providers. HAPI reads their
 * parameters and writes their answers; they cost about ten times what a FhirOperation does. To add one: implement this
 * interface, annotate its methods with {@code @Operation}, and offer it as a bean.
 */
public interface HapiProvider {

    /** Under this name the caller's access is an attribute of the HTTP request. */
    String ACCESS = HapiProvider.class.getName() + ".access";

    /** What the caller of the current operation may do; every call of the record takes it. */
    static Access access(ServletRequestDetails request) {
        return (Access) request.getServletRequest().getAttribute(ACCESS);
    }

    /** The names of its operations, with the '$'. */
    default Set<String> names() {
        return Arrays.stream(getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .map(method -> method.getAnnotation(Operation.class).name())
                .map(name -> name.startsWith("$") ? name : "$" + name)
                .collect(Collectors.toSet());
    }
}
