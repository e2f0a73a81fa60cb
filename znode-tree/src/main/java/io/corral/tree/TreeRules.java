package io.corral.tree;

import io.corral.tree.acl.AclSchemes;

/**
 * The settings that decide what commands do. They are part of the replicated state machine: <b>every replica must run
 * with the same rules</b>, or states drift apart (the digest would tell, and stop the odd one out).
 *
 * @param schemes the schemes that access control lists may use
 * @param skipAcl no permission is checked; malformed lists are refused all the same
 * @param extendedTypesEnabled nodes with a time to live may be created
 * @param enforceQuota whether writes beyond a hard quota are refused
 */
public record TreeRules(AclSchemes schemes, boolean skipAcl, boolean extendedTypesEnabled, boolean enforceQuota) {
    /** ZooKeeper's defaults: schemes digest and ip, permissions checked, no TTL nodes, no enforced quotas. */
    public static TreeRules defaults() {
        return new TreeRules(AclSchemes.standard(), false, false, false);
    }
}
