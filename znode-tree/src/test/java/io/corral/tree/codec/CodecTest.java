package io.corral.tree.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.tree.TreeRules;
import io.corral.tree.apply.Commands;
import io.corral.tree.command.Command;
import io.corral.tree.command.NoOp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The codec")
class CodecTest {
    @Provide
    Arbitrary<Command> command() {
        return Commands.any();
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        return Commands.any().list().ofMaxSize(10);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("gives every command back")
    void commandRoundTrip(@ForAll("command") Command command) {
        byte[] bytes = CommandEncoder.encode(command);
        assertThat(CommandDecoder.decode(bytes)).isEqualTo(command);
        assertThat(CommandEncoder.encode(CommandDecoder.decode(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("gives every entry back")
    void entryRoundTrip(
            @ForAll("commands") List<Command> commands,
            @ForAll long wall,
            @ForAll boolean extendedTypes,
            @ForAll boolean enforced,
            @ForAll long digest) {
        EntryHeader header = EntryHeader.withDigest(wall, new TreeRules(extendedTypes, enforced), wall, digest);
        byte[] entry = EntryEncoder.encode(
                header, commands.stream().map(CommandEncoder::encode).toList());
        assertThat(EntryDecoder.decode(entry)).isEqualTo(new DecodedEntry(header, commands));
        assertThat(EntryDecoder.decodeHeader(entry)).isEqualTo(header);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("tells every command that is cut short")
    void truncated(@ForAll("command") Command command, @ForAll Random random) {
        byte[] bytes = CommandEncoder.encode(command);
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatThrownBy(() -> CommandDecoder.decode(cut)).isInstanceOf(CorruptEntryException.class);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> CommandDecoder.decode(longer)).isInstanceOf(CorruptEntryException.class);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @Label("fails on damage in one way only, or finds some other command")
    void damaged(@ForAll("command") Command command, @ForAll Random random) {
        byte[] bytes = CommandEncoder.encode(command);
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            assertThat(CommandDecoder.decode(bytes)).isNotNull();
        } catch (CorruptEntryException expected) {
            assertThat(expected).hasMessageMatching(".+");
        }
    }

    @Property
    @Label("carries every number")
    void numbers(@ForAll long number, @ForAll int small) {
        FieldWriter out = new FieldWriter(1);
        out.writeSigned(number);
        out.writeUnsigned(number);
        out.writeLong(number);
        out.writeSigned(small);
        byte[] bytes = out.toBytes();
        FieldReader in = new FieldReader(bytes, 0, bytes.length);
        assertThat(in.readSigned()).isEqualTo(number);
        assertThat(in.readUnsigned()).isEqualTo(number);
        assertThat(in.readLong()).isEqualTo(number);
        assertThat(in.readInt()).isEqualTo(small);
        in.expectEnd();
    }

    @Example
    @Label("refuses entries of another version, and entries cut short")
    void foreignEntries() {
        byte[] entry = EntryEncoder.encode(
                EntryHeader.stamped(5, TreeRules.defaults()), List.of(CommandEncoder.encode(new NoOp())));
        assertThat(EntryDecoder.decode(entry).header().hasDigest()).isFalse();
        byte[] newer = entry.clone();
        newer[0] = 3;
        assertThatThrownBy(() -> EntryDecoder.decode(newer))
                .isInstanceOf(CorruptEntryException.class)
                .hasMessageContaining("version 3");
        byte[] unknownRule = entry.clone();
        unknownRule[1] = 4;
        assertThatThrownBy(() -> EntryDecoder.decode(unknownRule))
                .isInstanceOf(CorruptEntryException.class)
                .hasMessageContaining("rules 4");
        for (int length = 0; length < entry.length; length++) {
            byte[] cut = Arrays.copyOf(entry, length);
            if (length != EntryEncoder.HEADER_BYTES) {
                assertThatThrownBy(() -> EntryDecoder.decode(cut)).isInstanceOf(CorruptEntryException.class);
            }
        }
    }
}
