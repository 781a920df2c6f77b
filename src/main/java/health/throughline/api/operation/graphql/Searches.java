package health.throughline.api.operation.graphql;

import graphql.schema.DataFetchingEnvironment;
import health.throughline.api.FhirRequest;
import health.throughline.api.PageLinks;
import health.throughline.api.interaction.PagePosition;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.path.FhirPaths;
import health.throughline.record.Conditions;
import health.throughline.record.RecordSearch.Page;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the resources of PatientList and PatientConnection. */
final class Searches {

    private static final String LIST = "List";
    private static final String CONNECTION = "Connection";

    private final SearchFields fields;

    Searches(SearchFields fields) {
        this.fields = fields;
    }

    /** @param focus the resource that those sought refer to; null at the root */
    Object answer(@Nullable Node focus, String field, DataFetchingEnvironment env, Session session) {
        boolean list = field.endsWith(LIST);
        String type = field.substring(0, field.length() - (list ? LIST : CONNECTION).length());
        Found found = new Found(type, env, session);
        return list ? found.list(found.parameters(focus)) : found.connection(found.parameters(focus));
    }

    /** One search. */
    private final class Found {

        private final String type;
        private final DataFetchingEnvironment env;
        private final Session session;

        Found(String type, DataFetchingEnvironment env, Session session) {
            this.type = type;
            this.env = env;
            this.session = session;
        }

        List<Parameter> parameters(@Nullable Node focus) {
            Map<String, String> byName = fields.codes(type);
            List<Parameter> parameters = new ArrayList<>();
            for (Map.Entry<String, String> code : byName.entrySet()) {
                List<String> values = env.getArgument(code.getKey());
                if (values != null) {
                    parameters.add(new Parameter(code.getValue(), value(code.getValue(), values)));
                }
            }
            if (focus != null) {
                String code = byName.getOrDefault(String.valueOf((Object) env.getArgument(SearchFields.REFERENCE)), "");
                if (!fields.isReference(type, code)) {
                    throw Refusal.invalid("'_reference' names a search parameter of " + type
                            + " that is a reference, with '_' for '-'.");
                }
                String target =
                        focus.resourceType() + "/" + focus.value().path("id").asText();
                parameters.add(new Parameter(code, target));
            }
            return parameters;
        }

        /** Values of one argument are alternatives, so a comma inside one is its own; a filter is one text. */
        private String value(String code, List<String> values) {
            boolean whole = code.equals("_filter") || code.equals("_sort") || code.equals("_count");
            return values.stream()
                    .filter(Objects::nonNull)
                    .map(value -> whole ? value : value.replace("\\", "\\\\").replace(",", "\\,"))
                    .collect(Collectors.joining(","));
        }

        List<Node> list(List<Parameter> asked) {
            List<Parameter> parameters = new ArrayList<>(asked);
            boolean limited =
                    asked.stream().anyMatch(parameter -> parameter.name().equals("_count"));
            if (!limited) {
                parameters.add(new Parameter("_count", Integer.toString(SearchParser.MAX_COUNT)));
            }
            Page page = search(query(parameters), null);
            if (page.next() != null && !limited) {
                throw new Refusal(
                        Refusal.Reason.TOO_COSTLY,
                        "More than " + SearchParser.MAX_COUNT
                                + " resources match; narrow the list, limit it by _count, " + "or page with " + type
                                + "Connection.");
            }
            return matches(page);
        }

        ResultPage connection(List<Parameter> asked) {
            String cursor = env.containsArgument(SearchFields.CURSOR) ? env.getArgument(SearchFields.CURSOR) : null;
            if (cursor != null && !asked.isEmpty()) {
                throw Refusal.invalid("A cursor stands for the whole search; give no search parameters beside it.");
            }
            List<Parameter> parameters = new ArrayList<>(cursor == null ? asked : decoded(cursor));
            FhirRequest request = request(parameters);
            Cursor place =
                    session.links().position(request).map(PagePosition::read).orElse(null);
            parameters.removeIf(parameter -> parameter.name().equals(PageLinks.PARAMETER));
            List<Parameter> counted = new ArrayList<>(parameters);
            if (env.getSelectionSet().contains("count")) {
                counted.add(new Parameter("_total", "accurate"));
            }
            SearchQuery query = query(counted);
            return page(search(query, place), query, request, place);
        }

        private ResultPage page(Page page, SearchQuery query, FhirRequest request, @Nullable Cursor place) {
            Map<String, Object> fields = new HashMap<>();
            Long total = page.total();
            if (total != null) {
                fields.put("count", (int) Math.min(total, Integer.MAX_VALUE));
            }
            if (place == null || !place.back()) {
                fields.put("offset", place == null ? 0 : place.passed());
            }
            fields.put("pagesize", query.count());
            fields.put("edges", ResultPage.edges(matches(page)));
            fields.put("first", encoded(session.links().self(request.without(PageLinks.PARAMETER))));
            link(fields, "previous", page.previous(), request);
            link(fields, "next", page.next(), request);
            return new ResultPage(fields);
        }

        private void link(Map<String, Object> fields, String name, @Nullable Cursor cursor, FhirRequest request) {
            if (cursor != null) {
                fields.put(name, encoded(session.links().link(request, PagePosition.write(cursor))));
            }
        }

        private Page search(SearchQuery query, @Nullable Cursor place) {
            session.take(1);
            Page page = session.record()
                    .search()
                    .search(query, place, session.request().access());
            session.take(page.matches().size());
            return page;
        }

        private SearchQuery query(List<Parameter> parameters) {
            return session.record().search().parse(List.of(type), parameters, false);
        }

        private List<Node> matches(Page page) {
            String condition =
                    env.containsArgument(SearchFields.FHIRPATH) ? env.getArgument(SearchFields.FHIRPATH) : null;
            return page.matches().stream()
                    .map(version -> Node.of(version.tree()))
                    .filter(node ->
                            condition == null || FhirPaths.holds(session.parsed(node.root()), node.path(), condition))
                    .toList();
        }

        /** As REST would ask for the same page, so that cursors are signed like its links. */
        private FhirRequest request(List<Parameter> parameters) {
            FhirRequest asking = session.request();
            return new FhirRequest(
                    "GET",
                    List.of(type),
                    List.copyOf(parameters),
                    FhirRequest.NO_HEADERS,
                    new byte[0],
                    asking.base(),
                    asking.access());
        }

        private String encoded(String url) {
            int query = url.indexOf('?');
            String text = query < 0 ? "" : url.substring(query);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private List<Parameter> decoded(String cursor) {
            try {
                byte[] query = Base64.getUrlDecoder().decode(cursor);
                return Conditions.parse(new String(query, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Refusal.invalid("This is no cursor; take it from first, previous or next of a Connection.");
            }
        }
    }
}
