package io.corral.it.badinput;

import io.corral.it.oracle.CorralSubject;
import io.corral.it.oracle.Subject;
import io.corral.it.oracle.SubjectSettings;
import io.corral.it.oracle.ZooKeeperSubject;
import java.io.IOException;

/** Who is measured against ZooKeeper. */
enum SubjectKind {
    ZOOKEEPER {
        @Override
        Subject start(SubjectSettings settings) throws IOException, InterruptedException {
            return ZooKeeperSubject.start(settings);
        }
    },
    CORRAL {
        @Override
        Subject start(SubjectSettings settings) throws IOException {
            return CorralSubject.start(1, settings);
        }
    };

    /** Starts an empty server. */
    abstract Subject start(SubjectSettings settings) throws IOException, InterruptedException;
}
