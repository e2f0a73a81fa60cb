package io.corral.tree.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The members a client asks for")
class MembersAskedTest {
    private static final String ONE = "server.1=a:1:2:participant;0.0.0.0:2181";
    private static final String TWO = "server.2=b:1:2:participant;0.0.0.0:2181";
    private static final String THREE = "server.3=c:1:2:observer;0.0.0.0:2181";
    private static final String FOUR = "server.4=d:1:2:participant;0.0.0.0:2181";

    private final Ensemble present = ensemble(ONE, TWO, THREE);

    @Test
    void are_those_there_are_without_those_that_leave_and_with_those_that_join() {
        assertThat(asked("server.4=d:1:2;2181", "2, 9", null)).isEqualTo(lines(ONE, THREE, FOUR));
    }

    @Test
    void a_joiner_of_a_known_number_replaces_that_member() {
        assertThat(asked("server.3=c:1:2:participant;2181", null, null))
                .isEqualTo(lines(ONE, TWO, "server.3=c:1:2:participant;0.0.0.0:2181"));
    }

    @Test
    void nothing_asked_for_leaves_the_members_as_they_are() {
        assertThat(asked(null, null, null)).isEqualTo(lines(ONE, TWO, THREE));
    }

    @Test
    void a_whole_list_counts_alone_and_may_be_separated_by_commas_or_newlines() {
        assertThat(asked("nonsense", "nonsense", "server.4=d:1:2;2181,server.1=a:1:2;2181\nweight.1=1"))
                .isEqualTo(lines(ONE, FOUR));
        assertThat(asked(null, null, "")).isEqualTo("");
    }

    @Test
    void a_whole_list_may_name_a_version_which_means_nothing() {
        assertThat(asked(null, null, "server.1=a:1:2;2181\nversion=1f")).isEqualTo(lines(ONE));
        assertThat(error(null, null, "server.1=a:1:2;2181\nversion=late")).isEqualTo(ErrorCode.MARSHALLING_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.4",
                "server.4=d:1:2",
                "server.4=d:1;2181",
                "server.4=d:1:1;2181",
                "server.4=d:1:2:king;2181",
                "server.4=d:1:2;2181;2182",
                "server.4=d:1:2=3;2181",
                "server.0=d:1:2;2181",
                "server.99999999999=d:1:2;2181",
                "server.4=d e:1:2;2181",
                "server.4=a:1:3;2181",
                "server.4=b:9:2;2181",
                "server.4=[x:1:2;2181",
                "server.4=[a[b]:1:2;2181",
                "server.4=d\\e:1:2;2181",
                "server.4=d\ud83d:1:2;2181",
                "server.4=d\u00e9:1:2;2181",
                "server.4=d]:1:2;2181",
                "server.4=d:1:2;[x]y:2181",
                "server.4=d/e:1:2;2181",
            })
    void a_line_that_does_not_describe_a_new_member_is_a_bad_argument(String joining) {
        assertThat(error(joining, null, null)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void addresses_that_mean_something_else_on_each_machine_are_in_nobodys_way() {
        Ensemble local = ensemble("server.1=127.0.0.1:1:2:participant;0.0.0.0:2181");
        assertThat(new MembersAsked("server.2=localhost:1:2;[::1]:2181", null, null).on(local))
                .isInstanceOf(MembersAsked.Members.class);
    }

    @Test
    void an_address_as_long_as_a_request_may_be_is_a_bad_argument_and_not_the_end_of_the_server() {
        assertThat(error("server.9=[" + "0::".repeat(20_000) + "]:1:2;3", null, null))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(new HostAndPort("0::".repeat(20_000), 1).isLocalOrAny()).isTrue();
    }

    @Test
    void a_host_may_have_255_characters() {
        assertThat(asked("server.4=" + "h".repeat(255) + ":1:2;2181", "1,2,3", null))
                .contains("hhh");
        assertThat(error("server.4=" + "h".repeat(256) + ":1:2;2181", null, null))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void there_may_be_254_of_them() {
        assertThat(asked(joiners(251), null, null)).contains("server.260=");
        assertThat(error(joiners(252), null, null)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(joiners(50_000), null, null)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(null, null, joiners(255))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void a_request_of_more_than_64_KiB_is_a_bad_argument_whatever_it_says() {
        assertThat(error("server.4=d:1:2;2181" + " ".repeat(65_536), null, null))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(null, "9,".repeat(32_769), null)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    private static String joiners(int count) {
        return IntStream.range(10, 10 + count)
                .mapToObj(id -> "server." + id + "=h" + id + ":1:2;2181")
                .collect(Collectors.joining(","));
    }

    @Test
    void members_that_no_file_may_name_together_are_a_bad_argument() {
        Ensemble local = ensemble("server.1=127.0.0.1:1:2:participant;0.0.0.0:2181");
        assertThat(new MembersAsked("server.2=127.0.0.1:1:3;2182", null, null).on(local))
                .isEqualTo(new MembersAsked.Refused(ErrorCode.BAD_ARGUMENTS));
        assertThat(error(null, null, "server.1=d:1:2;2181,server.2=d:1:3;2182")).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(null, null, "server.1=d:1:2;2181,server.01=e:1:2;2181"))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::", "0:0:0:0:0:0:0:0", "::1", "0:0:0:0:0:0:0:1", "0.0.0.0", "127.0.0.9", "LocalHost", "::0001"
            })
    void addresses_that_mean_this_machine_wherever_they_are_read(String host) {
        assertThat(new HostAndPort(host, 1).isLocalOrAny()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "00", "a", "::2", "1::", "1::1", "::11", "fe80::1", "10.0.0.1"})
    void addresses_that_mean_the_same_machine_wherever_they_are_read(String host) {
        assertThat(new HostAndPort(host, 1).isLocalOrAny()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "1.5", "99999999999999999999"})
    void a_leaving_number_that_is_none_fails_as_zookeeper_fails_when_it_stumbles(String leaving) {
        assertThat(error(null, leaving, null)).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(error("server." + leaving + "x=d:1:2;2181", null, null)).isEqualTo(ErrorCode.MARSHALLING_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group.1=1:2",
                "weight.1=2",
                "clientPort=2181",
                "server.1=a",
                "server.1=a\\n:1:2",
                "server.1=\\u12"
            })
    void a_whole_list_with_anything_but_members_is_a_bad_argument(String newMembers) {
        assertThat(error(null, null, newMembers)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    private String asked(@Nullable String joining, @Nullable String leaving, @Nullable String newMembers) {
        MembersAsked.Reading reading = new MembersAsked(joining, leaving, newMembers).on(present);
        return new Ensemble(((MembersAsked.Members) reading).members(), 0).lines();
    }

    private int error(@Nullable String joining, @Nullable String leaving, @Nullable String newMembers) {
        return ((MembersAsked.Refused) new MembersAsked(joining, leaving, newMembers).on(present)).error();
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    private static Ensemble ensemble(String... lines) {
        try {
            return Ensemble.parse(String.join("\n", List.of(lines)));
        } catch (MalformedMemberException e) {
            throw new AssertionError(e);
        }
    }
}
