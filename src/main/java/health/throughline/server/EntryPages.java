package health.throughline.server;

import health.throughline.api.capability.CachedDocument;
import health.throughline.api.capability.Capabilities;
import health.throughline.api.openapi.OpenApi;
import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.client.CrossOrigin;
import health.throughline.server.page.Frame;
import health.throughline.server.page.LandingPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ways in beside FHIR: the landing page for people and the OpenAPI description for tools. */
@RestController
final class EntryPages {

    private final String base;
    private final CrossOrigin cors;
    private final CachedDocument openApi;
    private final byte[] landing;

    EntryPages(
            ServerProperties properties,
            SampleProperties sample,
            AuthProperties auth,
            Capabilities capabilities,
            CrossOrigin cors) {
        this.base = properties.base();
        this.cors = cors;
        this.openApi = new CachedDocument(capabilities, OpenApi::of);
        this.landing = LandingPage.render(base, sample.clients() > 0, auth.open());
    }

    @GetMapping("/")
    ResponseEntity<byte[]> landing() {
        HttpHeaders headers = new HttpHeaders();
        Frame.HEADERS.forEach(headers::set);
        headers.setContentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8));
        return ResponseEntity.ok().headers(headers).body(landing);
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> openApi(HttpServletRequest request, HttpServletResponse response) {
        cors.headers(request, response);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(openApi.json(base));
    }
}
