package io.corral.it.recipes;

import java.nio.charset.StandardCharsets;
import org.apache.curator.framework.CuratorFramework;

/** Decimal numbers as the data of nodes. */
final class Numbers {
    private Numbers() {}

    static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    static long of(byte[] data) {
        return Long.parseLong(new String(data, StandardCharsets.US_ASCII));
    }

    static long at(CuratorFramework client, String path) throws Exception {
        return of(client.getData().forPath(path));
    }
}
