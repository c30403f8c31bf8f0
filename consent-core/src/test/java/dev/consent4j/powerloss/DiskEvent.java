package dev.consent4j.powerloss;

/** Something a process did that matters to what is on the disk, or to what must be on it. */
sealed interface DiskEvent {

    /** A change of a file's content, which only a sync of the file makes durable. */
    sealed interface Change extends DiskEvent {

        String file();
    }

    record Written(String file, long offset, byte[] bytes) implements Change {}

    record Resized(String file, long size) implements Change {}

    /** A change of a folder, which only a sync of the folder makes durable. */
    sealed interface Naming extends DiskEvent {}

    record Created(String path, boolean folder) implements Naming {}

    record Removed(String path) implements Naming {}

    record Renamed(String from, String to) implements Naming {}

    /** A file or folder was synced: what had been done to it before the sync began is durable once it returned. */
    record Synced(String path) implements DiskEvent {}

    /** Somebody was told that an entry is recorded. */
    record Acknowledged(String id) implements DiskEvent {}
}
