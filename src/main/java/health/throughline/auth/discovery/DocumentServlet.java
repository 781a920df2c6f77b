package health.throughline.auth.discovery;

import health.throughline.auth.client.CrossOrigin;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Gives documents to everybody, to pages of any origin, as JSON whatever the request accepts. */
final class DocumentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Document> documents;

    /** One document at its path. */
    record Document(byte[] body, String type, String etag) {}

    DocumentServlet(Map<String, Document> documents) {
        this.documents = Map.copyOf(documents);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CrossOrigin.anyOrigin(request, response);
        String method = request.getMethod();
        Document document = documents.get(request.getRequestURI());
        if (method.equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (document == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (document.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            send(document, method, response);
        }
    }

    private static void send(Document document, String method, HttpServletResponse response) throws IOException {
        response.setContentType(document.type());
        response.setHeader("ETag", document.etag());
        response.setHeader("Cache-Control", "max-age=300");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(document.body().length);
        if (method.equals("GET")) {
            response.getOutputStream().write(document.body());
        }
    }
}
