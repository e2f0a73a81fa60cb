package io.corral.server.tls;

/**
 * What is asked of a certificate beyond its chain to somebody trusted.
 *
 * @param nameOfDialled the certificate of a server that is dialled must name the host that was dialled
 * @param nameOfCaller the certificate of somebody who connects must name the address they connect from
 * @param reverseLookup the name that DNS gives to the address counts as well
 * @param revocation whether revoked certificates are found out
 */
public record PeerChecks(boolean nameOfDialled, boolean nameOfCaller, boolean reverseLookup, Revocation revocation) {}
