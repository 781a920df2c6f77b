package health.throughline.auth.smart;

import health.throughline.auth.site.PublicUrls;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells Spring's providers who the issuer is: by the settings, whatever host a request names. */
final class IssuerContext extends OncePerRequestFilter {

    private final AuthorizationServerContext context;

    IssuerContext(PublicUrls urls) {
        AuthorizationServerSettings settings =
                AuthorizationServerSettings.builder().issuer(urls.issuer()).build();
        this.context = new AuthorizationServerContext() {
            @Override
            public String getIssuer() {
                return urls.issuer();
            }

            @Override
            public AuthorizationServerSettings getAuthorizationServerSettings() {
                return settings;
            }
        };
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AuthorizationServerContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            AuthorizationServerContextHolder.resetContext();
        }
    }
}
