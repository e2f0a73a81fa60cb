package io.corral.tree.acl;

/**
 * Who a connection is, in one scheme: the address it comes from, or what it has authenticated as.
 *
 * @param scheme the authentication scheme, for example {@code digest} or {@code ip}
 * @param id the identity within the scheme, for example {@code user:base64hash} or {@code 192.0.2.1}
 */
public record Identity(String scheme, String id) {}
