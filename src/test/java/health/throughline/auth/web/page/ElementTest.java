package health.throughline.auth.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever text comes in, no markup goes out. */
class ElementTest {

    private static String html(Content content) {
        StringBuilder out = new StringBuilder();
        content.write(out);
        return out.toString();
    }

    @Test
    void text_and_values_are_escaped() {
        assertThat(html(Element.of("p", "<b>&'\"").with("title", "\"><script>")))
                .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;&quot;</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "/\\evil.example",
                "vbscript:x",
                "/a b",
                "https:evil"
            })
    void links_lead_to_pages_only(String url) {
        assertThatThrownBy(() -> Element.link(url, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/account", "/a?b=c&d", "#main", "?after=x", "https://a.example/b", "otpauth://totp/x"})
    void links_lead_to_pages(String url) {
        assertThat(html(Element.link(url, "x"))).startsWith("<a href=\"");
    }

    @Test
    void there_are_no_scripts() {
        assertThatThrownBy(() -> Element.of("script")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Element.of("p><script")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Element.of("p").with("onclick", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Element.of("p").with("style", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
