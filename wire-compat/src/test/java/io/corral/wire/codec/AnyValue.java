package io.corral.wire.codec;

import io.corral.wire.record.AclEntry;
import io.corral.wire.record.ClientIdentity;
import io.corral.wire.record.WireStat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Arbitrary fields of records, null wherever the wire can say so. */
final class AnyValue {
    private static final double NULLS = 0.1;

    private AnyValue() {}

    /** Texts that survive ZooKeeper's encoding: all but those beyond U+FFFF. */
    static Arbitrary<@Nullable String> text() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withChars('/')
                                .ofMaxLength(40),
                        Arbitraries.strings()
                                .withCharRange('\0', '\ud7ff')
                                .withCharRange('\ue000', '\uffff')
                                .ofMaxLength(20))
                .injectNull(NULLS);
    }

    static Arbitrary<byte @Nullable []> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(64).injectNull(NULLS);
    }

    static Arbitrary<Integer> anyInt() {
        return Arbitraries.integers();
    }

    static Arbitrary<Long> anyLong() {
        return Arbitraries.longs();
    }

    static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    static Arbitrary<@Nullable List<@Nullable String>> texts() {
        return text().list().ofMaxSize(5).injectNull(NULLS);
    }

    static Arbitrary<List<AclEntry>> entries() {
        return Combinators.combine(anyInt(), text(), text())
                .as(AclEntry::new)
                .list()
                .ofMaxSize(4);
    }

    static Arbitrary<@Nullable List<AclEntry>> acl() {
        return entries().injectNull(NULLS);
    }

    static Arbitrary<@Nullable List<ClientIdentity>> identities() {
        return Combinators.combine(text(), text())
                .as(ClientIdentity::new)
                .list()
                .ofMaxSize(4)
                .injectNull(NULLS);
    }

    static Arbitrary<WireStat> stat() {
        return Combinators.combine(anyLong().list().ofSize(6), anyInt().list().ofSize(5))
                .as((l, i) -> new WireStat(
                        l.get(0), l.get(1), l.get(2), l.get(3), i.get(0), i.get(1), i.get(2), l.get(4), i.get(3),
                        i.get(4), l.get(5)));
    }
}
