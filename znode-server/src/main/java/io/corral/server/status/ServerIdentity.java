package io.corral.server.status;

/**
 * Who a server is.
 *
 * @param id the number in {@code myid}; 0 for a standalone server
 * @param versionText the text after {@code Zookeeper version: }; starts with the ZooKeeper version that is matched
 * @param configuration the configuration the server runs with, as far as it is shown
 */
public record ServerIdentity(long id, String versionText, ConfigurationStatus configuration) {}
