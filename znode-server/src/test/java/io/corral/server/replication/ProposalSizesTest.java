package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.status.SizeStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalSizesTest {
    private final ProposalSizes sizes = new ProposalSizes();

    @Test
    void beforeTheFirstCommandThereIsNoSize() {
        sizes.count(List.of());

        assertThat(sizes.now()).isEqualTo(new SizeStatus(-1, -1, -1));
    }

    @Test
    void theLastTheSmallestAndTheLargestCommandAreKept() {
        sizes.count(List.of(new byte[40], new byte[267], new byte[90]));
        assertThat(sizes.now()).isEqualTo(new SizeStatus(90, 40, 267));

        sizes.count(List.of(new byte[36]));
        assertThat(sizes.now()).isEqualTo(new SizeStatus(36, 36, 267));
    }

    @Test
    void anotherTermStartsAnew() {
        sizes.count(List.of(new byte[40]));
        sizes.restart();
        sizes.count(List.of(new byte[50]));

        assertThat(sizes.now()).isEqualTo(new SizeStatus(50, 50, 50));
    }
}
