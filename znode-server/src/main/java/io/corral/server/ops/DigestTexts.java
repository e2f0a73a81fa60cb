package io.corral.server.ops;

import io.corral.server.status.TreeDigest;
import java.util.List;

/** The text of {@code hash}, to the letter. */
final class DigestTexts {

    private DigestTexts() {}

    static String lines(List<TreeDigest> digests) {
        StringBuilder text = new StringBuilder();
        for (TreeDigest digest : digests) {
            text.append(Long.toHexString(digest.zxid()))
                    .append(": ")
                    .append(digest.digest())
                    .append('\n');
        }
        return text.toString();
    }
}
