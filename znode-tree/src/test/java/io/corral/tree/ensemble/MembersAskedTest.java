package io.corral.tree.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import java.util.List;
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
                "version=5",
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
