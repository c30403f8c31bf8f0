package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What a policy declares under one cookie name or pattern: the declarations, and where their purposes stand in the policy.
 * Immutable and thread safe.
 */
public final class DeclaredCookie {

    /** Position of a purpose the policy does not have; nothing permits it. */
    public static final int NO_PURPOSE = -1;

    private final List<Declaration> declarations;

    /** Positions rather than ids, because every cookie of every request is judged by them. */
    private final int[] purposes;

    DeclaredCookie(List<Declaration> declarations, int[] purposes) {
        this.declarations = List.copyOf(declarations);
        this.purposes = purposes.clone();
    }

    DeclaredCookie and(DeclaredCookie other) {
        List<Declaration> all = new ArrayList<>(declarations);
        all.addAll(other.declarations);
        int[] positions = java.util.Arrays.copyOf(purposes, purposes.length + other.purposes.length);
        System.arraycopy(other.purposes, 0, positions, purposes.length, other.purposes.length);
        return new DeclaredCookie(all, positions);
    }

    /** The declarations; at least one. */
    public List<Declaration> declarations() {
        return declarations;
    }

    /** How many positions {@link #purpose} knows: one for each declaration. */
    public int purposes() {
        return purposes.length;
    }

    /**
     * Where the purpose of a declaration stands.
     *
     * @param index index of the declaration
     * @return position in {@link Policy#purposes()}, or {@link #NO_PURPOSE}
     */
    public int purpose(int index) {
        return purposes[index];
    }
}
