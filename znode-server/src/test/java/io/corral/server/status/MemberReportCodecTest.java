package io.corral.server.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MemberReportCodecTest {

    @Property
    void what_is_encoded_is_decoded(@ForAll("reports") MemberReport report) {
        assertThat(MemberReportCodec.decode(MemberReportCodec.encode(report))).isEqualTo(report);
    }

    @Property
    void fields_a_later_version_appends_are_passed_over(@ForAll("reports") MemberReport report) {
        byte[] bytes = MemberReportCodec.encode(report);

        assertThat(MemberReportCodec.decode(Arrays.copyOf(bytes, bytes.length + 9)))
                .isEqualTo(report);
    }

    @Property
    void bytes_that_are_no_report_are_refused_and_nothing_else(@ForAll byte[] bytes) {
        try {
            assertThat(MemberReportCodec.decode(bytes)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("member report");
        }
    }

    @Example
    void a_cut_report_is_refused() {
        byte[] bytes = MemberReportCodec.encode(SampleStatus.report(1, ServerMode.LEADER));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MemberReportCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void a_report_of_another_version_is_refused() {
        byte[] bytes = MemberReportCodec.encode(SampleStatus.report(1, ServerMode.LEADER));
        bytes[0] = 2;

        assertThatThrownBy(() -> MemberReportCodec.decode(bytes)).hasMessageContaining("version 2");
    }

    @Provide
    Arbitrary<MemberReport> reports() {
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<Integer> small = Arbitraries.integers();
        Arbitrary<Standing> standing = Combinators.combine(
                        Arbitraries.of(ServerMode.class), Arbitraries.of(true, false), any, any, small, any)
                .as(Standing::new);
        Arbitrary<WriteStanding> writes = Combinators.combine(
                        Arbitraries.of(DiskState.class), Arbitraries.of(true, false))
                .as(WriteStanding::new);
        Arbitrary<Standing> whole = Combinators.combine(standing, writes).as(Standing::with);
        Arbitrary<MemberReport.Progress> progress = Combinators.combine(any, any, any, any, any)
                .as((commit, applied, zxid, entries, millis) ->
                        new MemberReport.Progress(commit, applied, zxid, new Lag(entries, millis)));
        Arbitrary<MemberReport.Load> load =
                Combinators.combine(small, small, small, any, any).as(MemberReport.Load::new);
        Arbitrary<String> url = Arbitraries.strings().ascii().ofMaxLength(100);
        return Combinators.combine(any, url, whole, progress, load).as(MemberReport::new);
    }
}
