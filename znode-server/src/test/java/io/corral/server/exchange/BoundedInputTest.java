package io.corral.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoundedInputTest {
    @Test
    void asManyBytesAsAreAllowedAreRead() throws IOException {
        assertThat(of(10, 10).readAllBytes()).hasSize(10);
    }

    @Test
    void oneMoreFailsHoweverItIsRead() throws IOException {
        assertThatIOException().isThrownBy(() -> of(11, 10).readAllBytes()).withMessageContaining("10 bytes");
        assertThatIOException().isThrownBy(() -> of(11, 10).skipNBytes(11));
        BoundedInput single = of(2, 1);
        assertThat(single.read()).isZero();
        assertThatIOException().isThrownBy(single::read);
    }

    private static BoundedInput of(int length, long bytesMax) {
        return new BoundedInput(new ByteArrayInputStream(new byte[length]), bytesMax);
    }
}
