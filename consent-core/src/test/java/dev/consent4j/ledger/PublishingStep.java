package dev.consent4j.ledger;

/** A moment of a publication, at which a process can stop for good so that it is killed right there. */
enum PublishingStep {
    /** Nobody has seen the checkpoint yet. */
    SIGNING,

    /** It is signed, and the transaction that keeps it holds the head. */
    KEEPING,

    /** It is kept, and no sink has it. */
    GIVING
}
