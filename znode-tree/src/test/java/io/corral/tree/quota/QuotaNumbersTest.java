package io.corral.tree.quota;

import static io.corral.tree.TestTree.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of limits and usage")
class QuotaNumbersTest {
    @Test
    @DisplayName("is that of ZooKeeper, the other keys in their order behind an extra sign")
    void writesWhatZooKeeperWrites() {
        assertThat(text(QuotaNumbers.of(new Usage(5, 70)))).isEqualTo("count=5,bytes=70");
        assertThat(text(QuotaNumbers.parse(bytes("countHardLimit=3;byteHardLimit=9,count=1"))))
                .isEqualTo("count=1,bytes=-1=;byteHardLimit=9;countHardLimit=3");
    }

    @Test
    @DisplayName("is read however the pairs are separated")
    void readsPairs() {
        QuotaNumbers numbers = QuotaNumbers.parse(bytes("count=5,bytes=-1=;byteHardLimit=8;countHardLimit=7"));
        assertThat(numbers.count()).isEqualTo(5);
        assertThat(numbers.bytes()).isEqualTo(QuotaNumbers.UNLIMITED);
        assertThat(numbers.byteHardLimit()).isEqualTo(8);
        assertThat(numbers.countHardLimit()).isEqualTo(7);
    }

    @Test
    @DisplayName("limits nothing where it says nothing that can be understood")
    void unreadableIsUnlimited() {
        for (String text : new String[] {
            "", "=", "nonsense", "count=", "count=many", "count=99999999999999999999", "count=١", ";,;"
        }) {
            assertThat(QuotaNumbers.parse(bytes(text)).count()).as(text).isEqualTo(QuotaNumbers.UNLIMITED);
        }
        assertThat(QuotaNumbers.parse(null).bytes()).isEqualTo(QuotaNumbers.UNLIMITED);
    }

    @Test
    @DisplayName("grows and shrinks, and keeps what else is in it")
    void adds() {
        QuotaNumbers numbers = QuotaNumbers.parse(bytes("count=5,bytes=10=;own=1"));
        assertThat(text(numbers.plus(new Usage(-2, 7)))).isEqualTo("count=3,bytes=17=;own=1");
    }

    private static String text(QuotaNumbers numbers) {
        return new String(numbers.encode(), StandardCharsets.UTF_8);
    }
}
