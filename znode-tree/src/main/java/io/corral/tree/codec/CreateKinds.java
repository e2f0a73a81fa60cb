package io.corral.tree.codec;

import io.corral.tree.command.CreateKind;

/** The numbers of create kinds in the log; independent of the order in which the constants are declared. */
final class CreateKinds {
    private CreateKinds() {}

    static int number(CreateKind kind) {
        return switch (kind) {
            case PERSISTENT -> 0;
            case EPHEMERAL -> 1;
            case CONTAINER -> 2;
            case TTL -> 3;
        };
    }

    static CreateKind of(int number) {
        return switch (number) {
            case 0 -> CreateKind.PERSISTENT;
            case 1 -> CreateKind.EPHEMERAL;
            case 2 -> CreateKind.CONTAINER;
            case 3 -> CreateKind.TTL;
            default -> throw new CorruptEntryException("no such kind of node: " + number);
        };
    }
}
