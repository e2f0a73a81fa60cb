package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** Many bad clients at once. */
abstract class CrowdSpecification extends BadInputSpecification {
    private static final int CROWD = 200;
    private static final int UNREAD_REPLIES = 200;

    CrowdSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void a_flood_of_garbage_leaves_the_well_behaved_client_undisturbed() throws Exception {
        sameAsZooKeeper(subject -> {
            Random random = new Random(11);
            List<Stranger> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                byte[] garbage = new byte[1 + random.nextInt(2000)];
                random.nextBytes(garbage);
                garbage[0] = (byte) 0x7f;
                crowd.add(Stranger.at(subject).says(garbage));
                if (i % 20 == 0) {
                    bystander(subject).worksAsBefore();
                }
            }
            return heardByAll(crowd);
        });
    }

    @Test
    void a_flood_of_clients_that_say_nothing_leaves_the_well_behaved_client_undisturbed() throws Exception {
        sameAsZooKeeper(subject -> {
            List<Stranger> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                crowd.add(Stranger.at(subject));
            }
            bystander(subject).worksAsBefore();
            return heardByAll(crowd);
        });
    }

    @Test
    void a_client_that_never_reads_its_replies_leaves_the_well_behaved_client_undisturbed() throws Exception {
        sameAsZooKeeper(subject -> {
            try (Guest lazy = Guest.at(subject)) {
                lazy.ask(Requests.create(Opcode.CREATE, "/lazy", new byte[200_000], ZooDefs.Ids.OPEN_ACL_UNSAFE, 1));
                RawClient client = lazy.client();
                for (int i = 0; i < UNREAD_REPLIES; i++) {
                    client.send(Requests.getData("/lazy", false));
                }
                bystander(subject).worksAsBefore();
            }
            return List.of();
        });
    }

    @Test
    void clients_that_vanish_with_requests_under_way_leave_nothing_behind() throws Exception {
        sameAsZooKeeper(subject -> {
            for (int i = 0; i < CROWD / 4; i++) {
                vanish(subject);
            }
            bystander(subject).worksAsBefore();
            return List.of();
        });
    }

    private static void vanish(Subject subject) throws IOException {
        try (RawClient client = RawClient.connect(subject.server(), Handshake.newSession(4_000))) {
            client.send(Requests.create(Opcode.CREATE, "/vanishing-", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 3));
            client.send(Requests.getChildren("/", true));
        }
    }

    private static List<String> heardByAll(List<Stranger> crowd) throws IOException {
        List<String> heard = new ArrayList<>();
        for (Stranger stranger : crowd) {
            heard.add(stranger.hears());
            stranger.close();
        }
        return heard;
    }
}
