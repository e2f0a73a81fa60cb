package io.corral.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.CommandWhitelist;
import io.corral.server.status.SampleStatus;
import io.corral.server.status.ServerMode;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourLetterWordsTest {
    private static final byte[] NOTHING = new byte[0];

    private final RecordingControl control = new RecordingControl();

    @Test
    void srvr_on_a_follower() {
        assertThat(answer("srvr", ServerMode.FOLLOWER)).isEqualTo("""
                Zookeeper version: 3.9.5-corral-0.1.0, built on 2026-01-01 00:00 UTC
                Latency min/avg/max: 0/1.625/4
                Received: 17
                Sent: 19
                Connections: 2
                Outstanding: 0
                Zxid: 0x10000001d
                Mode: follower
                Node count: 6
                """);
    }

    @Test
    void srvr_on_a_leader_has_the_sizes_of_proposals() {
        assertThat(answer("srvr", ServerMode.LEADER))
                .endsWith("Mode: leader\nNode count: 6\nProposal sizes last/min/max: 36/36/267\n");
    }

    @Test
    void srvr_on_a_read_only_server_says_so() {
        assertThat(answer("srvr", ServerMode.READ_ONLY))
                .contains("UTC\nREAD-ONLY mode; serving only read-only clients\nLatency")
                .contains("Mode: read-only\n");
    }

    @Test
    void stat_lists_the_clients_first() {
        assertThat(answer("stat", ServerMode.STANDALONE)).startsWith("""
                Zookeeper version: 3.9.5-corral-0.1.0, built on 2026-01-01 00:00 UTC
                Clients:
                 /127.0.0.1:60526[1](queued=0,recved=7,sent=8)
                 /[0:0:0:0:0:0:0:1]:60527[0](queued=0,recved=1,sent=0)

                Latency min/avg/max: 0/1.625/4
                """).endsWith("Mode: standalone\nNode count: 6\n");
    }

    @Test
    void cons_shows_sessions_in_full() {
        assertThat(answer("cons", ServerMode.LEADER))
                .isEqualTo(
                        " /127.0.0.1:60526[1](queued=0,recved=7,sent=8,sid=0x100000a1b2c0000,lop=GETD,est=1700000000000,"
                                + "to=30000,lcxid=0x5,lzxid=0x1d,lresp=4242,llat=1,minlat=0,avglat=2,maxlat=4)\n"
                                + " /[0:0:0:0:0:0:0:1]:60527[0](queued=0,recved=1,sent=0)\n\n");
    }

    @Test
    void conf_on_a_standalone_server() {
        assertThat(answer("conf", ServerMode.STANDALONE)).isEqualTo("""
                clientPort=2181
                secureClientPort=-1
                dataDir=/data/corral/snapshots
                dataDirSize=67108880
                dataLogDir=/log/corral/log
                dataLogSize=536870912
                tickTime=2000
                maxClientCnxns=60
                minSessionTimeout=4000
                maxSessionTimeout=40000
                clientPortListenBacklog=-1
                serverId=0
                """);
    }

    @Test
    void conf_on_a_member_ends_with_the_membership() {
        assertThat(answer("conf", ServerMode.FOLLOWER))
                .endsWith("serverId=1\ninitLimit=10\nsyncLimit=5\nelectionAlg=3\nelectionPort=3888\nquorumPort=2888\n"
                        + "peerType=0\nmembership: \nserver.1=a:2888:3888:participant\nversion=0");
    }

    @Test
    void mntr_has_what_monitoring_tools_ask_for() {
        Map<String, String> values = monitor(ServerMode.LEADER);

        assertThat(values)
                .containsEntry("zk_version", SampleStatus.VERSION)
                .containsEntry("zk_server_state", "leader")
                .containsEntry("zk_peer_state", "leading - broadcast")
                .containsEntry("zk_avg_latency", "1.625")
                .containsEntry("zk_packets_received", "17")
                .containsEntry("zk_num_alive_connections", "2")
                .containsEntry("zk_outstanding_requests", "0")
                .containsEntry("zk_znode_count", "6")
                .containsEntry("zk_watch_count", "5")
                .containsEntry("zk_ephemerals_count", "1")
                .containsEntry("zk_approximate_data_size", "420")
                .containsEntry("zk_global_sessions", "2")
                .containsEntry("zk_uptime", "123456")
                .containsEntry("zk_quorum_size", "3")
                .containsEntry("zk_learners", "1")
                .containsEntry("zk_synced_followers", "1")
                .containsEntry("zk_last_proposal_size", "36")
                .containsEntry("zk_avg_fsynctime", "1.625")
                .containsEntry("zk_cnt_fsynctime", "4")
                .containsEntry("zk_p99_updatelatency", "4")
                .containsEntry("zk_corral_raft_term", "4");
    }

    @Test
    void mntr_has_a_line_for_each_number_of_a_namespace() {
        assertThat(monitor(ServerMode.FOLLOWER))
                .containsEntry("zk_avg_app_read_per_namespace", "75.0")
                .containsEntry("zk_min_app_read_per_namespace", "72")
                .containsEntry("zk_max_app_read_per_namespace", "78")
                .containsEntry("zk_cnt_app_read_per_namespace", "2")
                .containsEntry("zk_sum_app_read_per_namespace", "150")
                .containsEntry("zk_app_quota_exceeded_error_per_namespace", "3");
    }

    @Test
    void mntr_leaves_out_what_only_a_leader_has() {
        assertThat(monitor(ServerMode.FOLLOWER))
                .containsEntry("zk_peer_state", "following - broadcast")
                .doesNotContainKey("zk_learners");
        assertThat(monitor(ServerMode.STANDALONE)).doesNotContainKeys("zk_peer_state", "zk_quorum_size");
    }

    @ParameterizedTest
    @CsvSource({"LEADER,rw", "FOLLOWER,rw", "STANDALONE,rw", "READ_ONLY,ro", "LOOKING,null"})
    void isro_tells_whether_writes_are_possible(ServerMode mode, String text) {
        assertThat(answer("isro", mode)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(ServerMode.class)
    void ruok_always_answers(ServerMode mode) {
        assertThat(answer("ruok", mode)).isEqualTo("imok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"srvr", "stat", "mntr", "conf", "cons", "dump", "dirs", "wchs", "wchc", "wchp", "srst", "crst"})
    void without_a_leader_most_words_say_that_nothing_is_served(String word) {
        assertThat(answer(word, ServerMode.LOOKING))
                .isEqualTo("This ZooKeeper instance is not currently serving requests\n");
        assertThat(control.done).isEmpty();
    }

    @Test
    void words_outside_the_whitelist_are_not_answered() {
        FourLetterWords words = words(CommandWhitelist.parse("ruok"), ServerMode.LEADER);

        assertThat(words.answer("mntr", NOTHING).join())
                .isEqualTo("mntr is not executed because it is not in the whitelist.\n");
        assertThat(words.answer("ruok", NOTHING).join()).isEqualTo("imok");
        assertThat(words.answer("srvr", NOTHING).join()).startsWith("Zookeeper version: ");
    }

    @Test
    void resets_act_on_the_server() {
        assertThat(answer("srst", ServerMode.LEADER)).isEqualTo("Server stats reset.\n");
        assertThat(answer("crst", ServerMode.LEADER)).isEqualTo("Connection stats reset.\n");
        assertThat(control.done).containsExactly("server", "connections");
    }

    @Test
    void dump_lists_sessions_and_their_ephemerals() {
        assertThat(withoutDates(answer("dump", ServerMode.FOLLOWER))).isEqualTo("""
                SessionTracker dump:
                Global Sessions(2):
                0x11	30000ms
                0x12	4000ms
                ephemeral nodes dump:
                Sessions with Ephemerals (1):
                0x12:
                	/a
                	/b
                Connections dump:
                Connections Sets (2)/(2):
                1 expire at DATE:
                	ip: /[0:0:0:0:0:0:0:1]:60527 sessionId: 0x0
                1 expire at DATE:
                	ip: /127.0.0.1:60526 sessionId: 0x100000a1b2c0000
                """);
    }

    @ParameterizedTest
    @EnumSource(names = {"LEADER", "STANDALONE"})
    void dump_tells_when_sessions_expire_where_that_is_decided(ServerMode mode) {
        assertThat(withoutDates(answer("dump", mode))).startsWith("""
                SessionTracker dump:
                Session Sets (2)/(2):
                1 expire at DATE:
                	0x12
                1 expire at DATE:
                	0x11
                ephemeral nodes dump:
                """);
    }

    private static String withoutDates(String text) {
        return text.replaceAll("at [A-Z][a-z]{2} Nov 1[45] \\d\\d:\\d\\d:\\d\\d \\S+ 2023:", "at DATE:");
    }

    @Test
    void conf_ends_with_the_kind_of_member_while_only_reads_are_served() {
        assertThat(answer("conf", ServerMode.READ_ONLY)).endsWith("peerType=0\n");
    }

    @Test
    void an_observer_names_whom_it_observes() {
        assertThat(monitor(ServerMode.OBSERVER)).containsEntry("zk_observer_master_id", "1");
        assertThat(monitor(ServerMode.FOLLOWER)).doesNotContainKey("zk_observer_master_id");
    }

    @Test
    void small_words() {
        assertThat(answer("dirs", ServerMode.LEADER)).isEqualTo("datadir_size: 67108880\nlogdir_size: 536870912\n");
        assertThat(answer("wchs", ServerMode.LEADER)).isEqualTo("1 connections watching 2 paths\nTotal watches:3\n");
        assertThat(answer("gtmk", ServerMode.LEADER)).isEqualTo("306");
        assertThat(answer("wchc", ServerMode.LEADER)).isEqualTo("0x11\n\t/a\n\t/b\n0x12\n\t/a\n\n");
        assertThat(answer("wchp", ServerMode.LEADER)).isEqualTo("/a\n\t0x11\n\t0x12\n/b\n\t0x11\n\n");
        assertThat(answer("hash", ServerMode.LEADER)).isEqualTo("80: 1371985504\n100: -7\n");
        assertThat(answer("hash", ServerMode.LOOKING))
                .isEqualTo("This ZooKeeper instance is not currently serving requests");
        assertThat(answer("envi", ServerMode.LOOKING))
                .startsWith("Environment:\nzookeeper.version=v\nhost.name=h\njava.version=17\n")
                .endsWith("os.memory.free=32MB\nos.memory.max=256MB\nos.memory.total=64MB\n");
    }

    @Test
    void the_trace_mask_is_kept_and_shown() {
        FourLetterWords words = words(CommandWhitelist.parse("*"), ServerMode.LOOKING);

        assertThat(words.answer("stmk", new byte[] {0, 0, 0, 0, 0, 0, 1, 2}).join())
                .isEqualTo("258");
        assertThat(words.answer("gtmk", NOTHING).join()).isEqualTo("258");
        assertThat(words.answer("stmk", new byte[7]).join()).isEmpty();
        assertThat(words.answer("gtmk", NOTHING).join()).isEqualTo("258");
    }

    private Map<String, String> monitor(ServerMode mode) {
        return answer("mntr", mode)
                .lines()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private String answer(String word, ServerMode mode) {
        return words(CommandWhitelist.parse("*"), mode).answer(word, NOTHING).join();
    }

    private FourLetterWords words(CommandWhitelist whitelist, ServerMode mode) {
        EnvironmentFacts facts = EnvironmentFacts.of("v", "h", Map.of("java.version", "17"));
        return new FourLetterWords(whitelist, new FixedStatusSource(SampleStatus.server(mode)), control, facts);
    }
}
