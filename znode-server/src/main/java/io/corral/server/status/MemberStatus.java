package io.corral.server.status;

import java.util.Optional;

/**
 * One member of the ensemble, seen from the server that is asked.
 *
 * @param id the member
 * @param host its host name or address, as configured
 * @param report what it last said of itself; empty when it has not been heard since this server started
 * @param reachable whether that is recent; always true for the server itself
 * @param ageMillis how old the report is; 0 for the server itself; -1 without a report
 */
public record MemberStatus(long id, String host, Optional<MemberReport> report, boolean reachable, long ageMillis) {}
