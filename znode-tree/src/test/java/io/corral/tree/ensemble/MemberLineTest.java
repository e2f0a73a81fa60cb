package io.corral.tree.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The line of a member: whatever is read is written so that it can be read again. */
class MemberLineTest {
    @Property(tries = 3000)
    void whatever_is_accepted_can_be_written_and_read_again(@ForAll("lines") String value) throws Exception {
        Optional<EnsembleMember> read = member(value);
        Statistics.collect(read.isPresent());
        Statistics.coverage(lines -> lines.check(true).count(number -> number > 10));
        if (read.isPresent()) {
            assertThat(Ensemble.parse(read.get().text()).members()).containsExactly(read.get());
        }
    }

    private static Optional<EnsembleMember> member(String value) {
        try {
            return Optional.of(MemberLine.parse("server.7", value));
        } catch (MalformedMemberException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> hosts = Arbitraries.strings()
                .withChars("a0.:-_%[]\\=;, \t\n\u00e9\ud83d\ude00")
                .ofMinLength(1)
                .ofMaxLength(5);
        Arbitrary<String> inBrackets = hosts.map(host -> "[" + host + "]");
        Arbitrary<String> simple = Arbitraries.of("host", "10.0.0.1", "[fe80::1%eth0]", "[::]");
        Arbitrary<String> any = Arbitraries.oneOf(hosts, inBrackets, simple);
        return Combinators.combine(
                        any,
                        Arbitraries.of("1:2", "1:2:observer", "1:2: Participant", "0:1", "1: 2"),
                        any.map(host -> ";" + host + ":3").injectNull(0.3))
                .as((host, ports, client) -> host + ":" + ports + (client == null ? "" : client));
    }
}
