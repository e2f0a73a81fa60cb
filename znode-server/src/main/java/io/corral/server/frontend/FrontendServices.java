package io.corral.server.frontend;

import io.corral.server.audit.AuditLog;
import io.corral.server.auth.AccessRules;
import io.corral.server.auth.Authenticator;
import io.corral.server.auth.OfferedSchemes;
import io.corral.server.auth.sasl.SaslDesk;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.session.SessionIds;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all event loops are handed. Everything in it is immutable or thread-safe.
 *
 * @param settings limits and timings
 * @param link the way to the leader
 * @param sessionIds ids of new sessions
 * @param passwords fresh session passwords that nobody can guess
 * @param access what connections may see
 * @param offeredSchemes what access control lists may name here
 * @param authenticator answers auth packets
 * @param sasl answers SASL packets
 * @param translator from protocol to tree
 * @param audit writes down who changed what
 * @param registry which connection serves which session
 * @param operatorCommands answers four letter words
 * @param log what operators are told
 * @param nanoClock monotonic clock in nanoseconds
 * @param wallClockMillis wall clock in milliseconds since 1970
 */
record FrontendServices(
        FrontendSettings settings,
        ReplicationLink link,
        SessionIds sessionIds,
        Supplier<byte[]> passwords,
        AccessRules access,
        OfferedSchemes offeredSchemes,
        Authenticator authenticator,
        SaslDesk sasl,
        OperationTranslator translator,
        AuditLog audit,
        ConnectionRegistry registry,
        OperatorCommands operatorCommands,
        FrontendLog log,
        LongSupplier nanoClock,
        LongSupplier wallClockMillis) {}
