package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a configuration file")
class ShownLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.keyStore.password=s3cret",
                "ssl.keyStore.password s3cret",
                "ssl.keyStore.password:s3cret",
                "ssl.keyStore.password:s3=cret",
                "  ssl.keyStore.password\t=\ts3cret",
                "ssl.keyStore.password=\\\n  s3cret",
                "ssl.keyStore.password=s3\\\n  cret\\\n  s3cret",
                "ssl.keyStore.password\\\n=s3cret",
                "ssl.keyStore.pass\\\nword=s3cret",
                "ssl.keyStore.p\\u0061ssword=s3cret",
                "DigestAuthenticationProvider.superDigest super:s3cret",
                "other=\\\npassword s3cret",
                "#ssl.keyStore.password=s3cret",
                "! superDigest s3cret"
            })
    @DisplayName("no secret is shown, however it is written")
    void secrets(String written) {
        String shown = ShownLines.of("dataDir=/a\n" + written + "\nclientPort=2181\n");
        assertThat(shown)
                .startsWith("dataDir=/a\n")
                .endsWith("(hidden)\nclientPort=2181\n")
                .doesNotContain("s3")
                .doesNotContain("cret");
    }

    @Test
    @DisplayName("everything else is shown as it is written")
    void others() {
        String text = """
                # a comment\\
                dataDir /a
                a=b\\
                  c

                path=\\\\
                ssl.keyStore.passwordPath=/etc/password
                """;
        assertThat(ShownLines.of(text)).isEqualTo(text);
    }
}
