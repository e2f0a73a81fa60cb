package io.corral.server.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
        boolean reconfigurable = reconfigurable();
        List<EnsembleMember> members = members();
        long voters = members.stream()
                .filter(member -> member.role() == MemberRole.PARTICIPANT)
                .count();
        if (standalone(members, voters, standaloneEnabled)) {
            Optional<InetSocketAddress> clients = members.stream().findFirst().flatMap(EnsembleMember::clientAddress);
            return new Parsed(new EnsembleConfig(0, List.of(), onAll, reconfigurable), clients);
        }
        long id = ServerIdFile.read(dataDir.resolve("myid"), members);
        EnsembleConfig ensemble = new EnsembleConfig(id, members, onAll, reconfigurable);
        checkOwnRole(ensemble);
        return new Parsed(ensemble, ensemble.self().flatMap(EnsembleMember::clientAddress));
    }

    /**
     * The members, and the client address in this server's own line.
     *
     * @param ensemble the members
     * @param ownClientAddress what follows the semicolon in the own line
     */
    record Parsed(EnsembleConfig ensemble, Optional<InetSocketAddress> ownClientAddress) {}

    private boolean reconfigurable() throws ConfigException {
        Optional<Setting> setting = values.find(Scope.FILE, "reconfigEnabled");
        boolean wanted = values.flag(Scope.FILE, "reconfigEnabled", false);
        if (wanted) {
            setting.ifPresent(found -> values.warn(
                    found, "changing the members while running is not available yet; requests are refused."));
        }
        return wanted;
    }

    private boolean standalone(List<EnsembleMember> members, long voters, boolean standaloneEnabled)
            throws ConfigException {
        if (members.isEmpty()) {
            return true;
        }
        String file = values.file().toString();
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

    private List<EnsembleMember> members() throws ConfigException {
        List<Setting> lines = values.startingWith("server.");
        Optional<Setting> dynamic = values.find(Scope.FILE, "dynamicConfigFile");
        if (dynamic.isPresent()) {
            if (!lines.isEmpty()) {
                throw lines.get(0)
                        .bad(
                                "There is a dynamicConfigFile as well; members may stand in one place only.",
                                "Move the server lines there, or remove dynamicConfigFile.");
            }
            lines = dynamicLines(dynamic.get());
        }
        List<EnsembleMember> members = new ArrayList<>();
        for (Setting line : lines) {
            EnsembleMember member = MemberLine.parse(line);
            if (member.role() == MemberRole.OBSERVER) {
                values.warn(line, "observers are not available yet; the ensemble runs without it.");
            }
            members.add(member);
        }
        members.sort(Comparator.comparingLong(EnsembleMember::id));
        checkDistinct(members);
        return members;
    }

    private List<Setting> dynamicLines(Setting dynamic) throws ConfigException {
        Path path = values.file().resolveSibling(dynamic.value()).normalize();
        List<Setting> lines = new ArrayList<>();
        for (Map.Entry<String, String> entry : ConfigValues.properties(path).entrySet()) {
            Setting line = new Setting(path.toString(), entry.getKey(), entry.getValue());
            if (line.key().startsWith("server.")) {
                lines.add(line);
            } else {
                values.warn(line, "has no effect in a dynamic configuration file.");
            }
        }
        return lines;
    }

    private void checkDistinct(List<EnsembleMember> members) throws ConfigException {
        Set<String> peers = new HashSet<>();
        for (EnsembleMember member : members) {
            if (!peers.add(member.host() + ":" + member.peerPort())) {
                throw ConfigException.badValue(
                        values.file().toString(),
                        "server." + member.id(),
                        member.host() + ":" + member.peerPort(),
                        "Another server line has the same host and peer port.",
                        "Give each server its own.");
            }
        }
    }

    private void checkOwnRole(EnsembleConfig ensemble) throws ConfigException {
        EnsembleMember self = ensemble.self().orElseThrow();
        if (self.role() == MemberRole.OBSERVER) {
            String others = ensemble.voters().stream().map(EnsembleMember::text).collect(Collectors.joining(", "));
            throw ConfigException.of(
                    values.file().toString(),
                    "myid says that this server is server." + self.id()
                            + ", an observer; observers are not available yet.",
                    "Make it a participant on all servers, or start the participants only: " + others + ".");
        }
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
