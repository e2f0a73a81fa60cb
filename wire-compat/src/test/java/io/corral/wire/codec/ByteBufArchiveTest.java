package io.corral.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jute.Index;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.SyncRequest;

@Label("Jute's archives on Netty buffers")
class ByteBufArchiveTest {

    /** Every generated record of zookeeper-jute: of the client protocol, the quorum protocol, logs and snapshots. */
    @Provide
    static Arbitrary<Class<? extends Record>> recordTypes() throws Exception {
        File jar = new File(
                Record.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile entries = new JarFile(jar)) {
            List<Class<? extends Record>> types = entries.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(name -> name.startsWith("org.apache.zookeeper.") && name.endsWith(".class"))
                    .map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> Record.class.isAssignableFrom(type) && !type.isInterface())
                    .<Class<? extends Record>>map(type -> type.asSubclass(Record.class))
                    .toList();
            assertThat(types).hasSizeGreaterThan(60);
            return Arbitraries.of(types);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 2000)
    @Label("every record of zookeeper-jute is written as by its own archive, and read back equal")
    void everyRecord(@ForAll("recordTypes") Class<? extends Record> type, @ForAll long seed) throws Exception {
        Record original = new RandomRecord(new Random(seed)).of(type);
        byte[] expected = JuteBytes.of(List.of(original));

        ByteBuf written = Unpooled.buffer();
        ByteBufOutputArchive out = new ByteBufOutputArchive(written);
        out.writeRecord(original, "record");
        assertThat(out.getDataSize()).isEqualTo(expected.length);
        assertThat(ByteBufUtil.getBytes(written)).isEqualTo(expected);

        Record read = type.getDeclaredConstructor().newInstance();
        new ByteBufInputArchive(written).readRecord(read, "record");
        assertThat(written.isReadable()).isFalse();
        assertThat(JuteBytes.of(List.of(read))).isEqualTo(expected);
    }

    @Property
    @Label("any text, lone and paired surrogates included, is written as ZooKeeper writes it")
    void anyText(@ForAll("anyText") String text) throws IOException {
        ByteBuf written = Unpooled.buffer();
        new ByteBufOutputArchive(written).writeString(text, "text");

        byte[] expected = JuteBytes.of(List.of(new SyncRequest(text)));
        assertThat(ByteBufUtil.getBytes(written)).isEqualTo(expected);
        assertThat(new ByteBufInputArchive(written).readString("text"))
                .isEqualTo(JuteBytes.read(expected, new SyncRequest()).getPath());
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings().withCharRange('\ud700', '\ue0ff').ofMaxLength(8),
                Arbitraries.of("/\ud83d\ude00", "\ud83d", "\ude00/x"));
    }

    @Property
    @Label("any bytes, well-formed or not, are read as the text ZooKeeper reads")
    void anyBytesAsText(@ForAll byte[] utf8) throws IOException {
        ByteBuf bytes = Unpooled.buffer().writeInt(utf8.length).writeBytes(utf8);
        byte[] same = ByteBufUtil.getBytes(bytes);

        assertThat(new ByteBufInputArchive(bytes).readString("text"))
                .isEqualTo(JuteBytes.read(same, new SyncRequest()).getPath())
                .isEqualTo(new String(utf8, StandardCharsets.UTF_8));
    }

    @Example
    @Label("any byte but 0 is true")
    void booleans() throws IOException {
        ByteBufInputArchive in = new ByteBufInputArchive(Unpooled.wrappedBuffer(new byte[] {0, 1, 2, -1}));
        assertThat(in.readBool("a")).isFalse();
        assertThat(in.readBool("b")).isTrue();
        assertThat(in.readBool("c")).isTrue();
        assertThat(in.readBool("d")).isTrue();
    }

    @Example
    @Label("bytes, fractions and maps, which ZooKeeper's records do not use, keep Jute's form too")
    void theRestOfJute() throws IOException {
        ByteBuf bytes = Unpooled.buffer();
        ByteBufOutputArchive out = new ByteBufOutputArchive(bytes);
        out.writeByte((byte) 5, "byte");
        out.writeFloat(1.5f, "float");
        out.writeDouble(-2.5, "double");
        out.startMap(new TreeMap<>(java.util.Map.of("a", 1)), "map");
        out.startMap(null, "map");
        out.startVector(null, "vector");

        ByteBufInputArchive in = new ByteBufInputArchive(bytes.writeByte(0));
        assertThat(in.readByte("byte")).isEqualTo((byte) 5);
        assertThat(in.readFloat("float")).isEqualTo(1.5f);
        assertThat(in.readDouble("double")).isEqualTo(-2.5);
        Index entries = in.startMap("map");
        assertThat(entries.done()).isFalse();
        entries.incr();
        assertThat(entries.done()).isTrue();
        assertThat(in.startMap("map")).isNull();
        assertThat(in.startVector("vector")).isNull();
    }

    @Example
    @Label("a count below -1 makes an empty vector, as in ZooKeeper; one beyond the bytes left is malformed")
    void counts() throws IOException {
        assertThat(new ByteBufInputArchive(Unpooled.buffer().writeInt(-2)).readCount("list", 4))
                .isZero();
        assertThat(new ByteBufInputArchive(Unpooled.buffer().writeInt(-1)).readCount("list", 4))
                .isEqualTo(-1);
        assertThat(new ByteBufInputArchive(Unpooled.buffer().writeInt(1).writeInt(-1)).readCount("list", 4))
                .isEqualTo(1);
        assertThatThrownBy(() ->
                        new ByteBufInputArchive(Unpooled.buffer().writeInt(2).writeInt(-1)).readCount("list", 4))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("list")
                .hasNoCause();
    }

    @Example
    @Label("a length in a record below -1 or beyond the bytes left is malformed")
    void lengths() {
        for (int length : new int[] {-2, Integer.MIN_VALUE, 1, Integer.MAX_VALUE}) {
            ByteBuf bytes = Unpooled.buffer()
                    .writeInt(0)
                    .writeLong(0)
                    .writeInt(0)
                    .writeLong(0)
                    .writeInt(length);
            assertThatThrownBy(() -> new ByteBufInputArchive(bytes).readRecord(new ConnectRequest(), "connect"))
                    .isInstanceOf(MalformedRecordException.class);
        }
    }
}
