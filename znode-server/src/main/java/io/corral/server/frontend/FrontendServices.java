package io.corral.server.frontend;

import io.corral.server.audit.AuditLog;
import io.corral.server.auth.AccessRules;
import io.corral.server.auth.Authenticator;
import io.corral.server.auth.OfferedSchemes;
import io.corral.server.auth.sasl.SaslDesk;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.session.SessionIds;
import java.util.function.LongSupplier;

/**
 * What all event loops are handed. Everything in it is immutable or thread-safe.
 *
 * @param settings limits and timings
 * @param link the way to the leader
 * @param sessionIds ids of new sessions
 * @param localSessions the sessions that this server alone knows
 * @param load what the event loops tell one another
 * @param connectThrottle how fast sessions may be asked for
 * @param largeRequests room for large requests
 * @param access what connections may see
 * @param offeredSchemes what access control lists may name here
 * @param authenticator answers auth packets
 * @param sasl answers SASL packets
 * @param translator from protocol to tree
 * @param audit writes down who changed what
 * @param registry which connection serves which session
 * @param operatorCommands answers four letter words
 * @param log what operators are told
 * @param surroundings clocks, and where passwords come from
 */
record FrontendServices(
        FrontendSettings settings,
        ReplicationLink link,
        SessionIds sessionIds,
        LocalSessions localSessions,
        ServerLoad load,
        ConnectThrottle connectThrottle,
        LargeRequestLimit largeRequests,
        AccessRules access,
        OfferedSchemes offeredSchemes,
        Authenticator authenticator,
        SaslDesk sasl,
        OperationTranslator translator,
        AuditLog audit,
        ConnectionRegistry registry,
        OperatorCommands operatorCommands,
        FrontendLog log,
        Surroundings surroundings) {

    LongSupplier nanoClock() {
        return surroundings.nanoClock();
    }

    LongSupplier wallClockMillis() {
        return surroundings.wallClockMillis();
    }
}
