package io.corral.it.badinput;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("Corral answers bad input as ZooKeeper does")
class CorralBadInputTest {
    @Nested
    class FirstBytes extends FirstBytesSpecification {
        FirstBytes() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class FourLetterWords extends FourLetterWordsSpecification {
        FourLetterWords() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class Records extends RecordsSpecification {
        Records() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class Frames extends FramesSpecification {
        Frames() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class Crowd extends CrowdSpecification {
        Crowd() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class Vanishing extends VanishingSpecification {
        Vanishing() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class ConnectionLimit extends ConnectionLimitSpecification {
        ConnectionLimit() {
            super(SubjectKind.CORRAL);
        }
    }

    @Nested
    class Xids extends XidsSpecification {
        Xids() {
            super(SubjectKind.CORRAL);
        }
    }
}
