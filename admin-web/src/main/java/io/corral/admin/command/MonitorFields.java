package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.MonitorValues;
import io.corral.server.status.ServerStatus;

/** The fields of {@code monitor}: the metrics without {@code zk_} in front. */
final class MonitorFields {

    private MonitorFields() {}

    static void write(ServerStatus status, ObjectNode document) {
        MonitorValues.of(status).forEach(document::putPOJO);
    }
}
