package io.corral.server.ops;

import io.corral.server.status.MonitorValues;
import io.corral.server.status.ServerStatus;

/** The text of {@code mntr}: one metric a line, name and value separated by a tab. */
final class MonitorText {

    private MonitorText() {}

    static String of(ServerStatus status) {
        StringBuilder text = new StringBuilder();
        MonitorValues.of(status)
                .forEach((name, value) -> text.append("zk_")
                        .append(name)
                        .append('\t')
                        .append(value instanceof Double number ? Decimals.shortened(number) : value)
                        .append('\n'));
        return text.toString();
    }
}
