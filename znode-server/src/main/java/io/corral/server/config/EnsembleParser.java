package io.corral.server.config;

import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.HostAndPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The members of the ensemble, from the file or its dynamic companion, and {@code myid}. */
final class EnsembleParser {

    private final ConfigValues values;

    EnsembleParser(ConfigValues values) {
        this.values = values;
    }

    Parsed parse(Path dataDir) throws ConfigException {
        values.integer(Scope.FILE, "electionAlg", 3, 3, 3);
        boolean standaloneEnabled = values.flag(Scope.FILE, "standaloneEnabled", true);
        boolean onAll = values.flag(Scope.FILE, "quorumListenOnAllIPs", false);
        Optional<Path> dynamicFile = dynamicFile();
        MemberChanges changes = new MemberChanges(
                values.flag(Scope.FILE, "reconfigEnabled", false), !standaloneEnabled, values.file(), dynamicFile);
        List<EnsembleMember> members = members(dynamicFile);
        long voters = members.stream().filter(EnsembleMember::votes).count();
        if (standalone(members, voters, standaloneEnabled)) {
            return new Parsed(
                    new EnsembleConfig(0, List.of(), onAll, changes),
                    members.stream().findFirst().flatMap(EnsembleParser::clientAddress));
        }
        long id = ServerIdFile.read(dataDir.resolve("myid"), members);
        EnsembleConfig ensemble = new EnsembleConfig(id, members, onAll, changes);
        warnOfOtherRole(ensemble.self().orElseThrow());
        return new Parsed(ensemble, ensemble.self().flatMap(EnsembleParser::clientAddress));
    }

    private static Optional<InetSocketAddress> clientAddress(EnsembleMember member) {
        return member.clientAddress()
                .map(address -> InetSocketAddress.createUnresolved(address.host(), address.port()));
    }

    /**
     * The members, and the client address in this server's own line.
     *
     * @param ensemble the members
     * @param ownClientAddress what follows the semicolon in the own line
     */
    record Parsed(EnsembleConfig ensemble, Optional<InetSocketAddress> ownClientAddress) {}

    private Optional<Path> dynamicFile() throws ConfigException {
        Optional<Setting> setting = values.find(Scope.FILE, "dynamicConfigFile");
        return setting.isEmpty() ? Optional.empty() : Optional.of(values.path(setting.get(), "file"));
    }

    private boolean standalone(List<EnsembleMember> members, long voters, boolean standaloneEnabled)
            throws ConfigException {
        if (members.isEmpty()) {
            return true;
        }
        String file = dynamicFile().orElse(values.file()).toString();
        if (voters == 0) {
            throw ConfigException.of(file, "No server.N line names a participant.", "Make at least one a participant.");
        }
        if (voters > 1 || !standaloneEnabled) {
            return false;
        }
        if (members.size() > 1) {
            throw ConfigException.of(
                    file,
                    "There are observers but only one participant.",
                    "Name three participants, or set standaloneEnabled=false.");
        }
        EnsembleMember only = members.get(0);
        values.warn(
                new Setting(file, "server." + only.id(), only.host()),
                "is the only server line, so the server runs standalone; standaloneEnabled=false makes it an ensemble of one.");
        return true;
    }

    private List<EnsembleMember> members(Optional<Path> dynamicFile) throws ConfigException {
        List<Setting> lines = values.startingWith("server.");
        if (dynamicFile.isPresent()) {
            if (!lines.isEmpty()) {
                throw lines.get(0)
                        .bad(
                                "There is a dynamicConfigFile as well; members may stand in one place only.",
                                "Move the server lines there, or remove dynamicConfigFile.");
            }
            lines = dynamicLines(dynamicFile.get());
        }
        refuseGroups(values.startingWith("group."), values.startingWith("weight."));
        Map<Setting, EnsembleMember> members = new LinkedHashMap<>();
        for (Setting line : lines) {
            members.put(line, ServerLine.parse(line));
        }
        checkDistinct(members);
        return members.values().stream()
                .sorted(Comparator.comparingLong(EnsembleMember::id))
                .toList();
    }

    private List<Setting> dynamicLines(Path path) throws ConfigException {
        List<Setting> lines = new ArrayList<>();
        for (Map.Entry<String, String> entry : ConfigValues.properties(path).entrySet()) {
            Setting line = new Setting(path.toString(), entry.getKey(), entry.getValue());
            if (line.key().startsWith("server.")) {
                lines.add(line);
            } else if (line.key().startsWith("group.")) {
                refuseGroups(List.of(line), List.of());
            } else if (line.key().startsWith("weight.")) {
                refuseGroups(List.of(), List.of(line));
            } else {
                throw line.bad(
                        "It is not a server line; nothing else may stand in a dynamic configuration file.",
                        "Move it to " + values.file() + ".");
            }
        }
        return lines;
    }

    /** Whoever wrote them counts on quorums that would not be the ones that are formed. */
    private static void refuseGroups(List<Setting> groups, List<Setting> weights) throws ConfigException {
        for (Setting group : groups) {
            throw group.bad(
                    "Hierarchical quorums are not offered: a majority of all participants decides.",
                    "Remove the group and weight lines.");
        }
        for (Setting weight : weights) {
            if (!weight.value().equals("1")) {
                throw weight.bad(
                        "Every participant has one vote.",
                        "Remove the weight lines; make a server an observer if it should have no vote.");
            }
        }
    }

    /** The lines are told apart by their keys, but server.1 and server.01 have one number. */
    private static void checkDistinct(Map<Setting, EnsembleMember> members) throws ConfigException {
        Set<Long> ids = new HashSet<>();
        Set<HostAndPort> peers = new HashSet<>();
        for (Map.Entry<Setting, EnsembleMember> line : members.entrySet()) {
            EnsembleMember member = line.getValue();
            if (!ids.add(member.id())) {
                throw line.getKey().bad("Another server line has the same number.", "Give each server its own.");
            }
            if (!peers.add(member.peerAddress())) {
                throw line.getKey()
                        .bad("Another server line has the same host and peer port.", "Give each server its own.");
            }
        }
    }

    private void warnOfOtherRole(EnsembleMember self) {
        values.find(Scope.FILE, "peerType")
                .filter(setting -> !setting.value().equalsIgnoreCase(self.role().word()))
                .ifPresent(setting -> values.warn(
                        setting, "the server line says " + self.role().word() + ", which counts."));
    }

    /** {@code myid}. */
    private static final class ServerIdFile {

        private ServerIdFile() {}

        static long read(Path file, List<EnsembleMember> members) throws ConfigException {
            String ids =
                    members.stream().map(member -> Long.toString(member.id())).collect(Collectors.joining(", "));
            String fix = "Write the number of this server's line (one of " + ids + ") into it: mkdir -p "
                    + file.getParent() + " && echo " + members.get(0).id() + " > " + file;
            String text;
            try {
                text = Files.readString(file).trim();
            } catch (NoSuchFileException e) {
                throw ConfigException.of(
                        file.toString(), "There is no myid file, so the server does not know which member it is.", fix);
            } catch (IOException e) {
                throw ConfigException.of(file.toString(), "The myid file cannot be read: " + e + ".", fix);
            }
            long id;
            try {
                id = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw ConfigException.of(file.toString(), "'" + text + "' is not a number.", fix);
            }
            if (members.stream().noneMatch(member -> member.id() == id)) {
                throw ConfigException.of(file.toString(), "There is no line server." + id + ".", fix);
            }
            return id;
        }
    }
}
