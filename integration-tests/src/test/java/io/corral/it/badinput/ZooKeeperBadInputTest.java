package io.corral.it.badinput;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("ZooKeeper, met twice, says the same twice: the encounters judge nothing that varies")
class ZooKeeperBadInputTest {
    @Nested
    class FirstBytes extends FirstBytesSpecification {
        FirstBytes() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class FourLetterWords extends FourLetterWordsSpecification {
        FourLetterWords() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class Records extends RecordsSpecification {
        Records() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class Frames extends FramesSpecification {
        Frames() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class Crowd extends CrowdSpecification {
        Crowd() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class Vanishing extends VanishingSpecification {
        Vanishing() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class ConnectionLimit extends ConnectionLimitSpecification {
        ConnectionLimit() {
            super(SubjectKind.ZOOKEEPER);
        }
    }

    @Nested
    class Xids extends XidsSpecification {
        Xids() {
            super(SubjectKind.ZOOKEEPER);
        }
    }
}
