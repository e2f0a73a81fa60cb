package io.corral.tree.acl;

/** The permission bits of an {@link AclEntry}. */
public final class Permission {
    /** May read data, stat and children. */
    public static final int READ = 1;

    /** May set the data. */
    public static final int WRITE = 1 << 1;

    /** May create children. */
    public static final int CREATE = 1 << 2;

    /** May delete children. */
    public static final int DELETE = 1 << 3;

    /** May set the access control list. */
    public static final int ADMIN = 1 << 4;

    /** All of the above. */
    public static final int ALL = READ | WRITE | CREATE | DELETE | ADMIN;

    private Permission() {}
}
