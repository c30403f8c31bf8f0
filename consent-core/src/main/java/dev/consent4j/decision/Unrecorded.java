package dev.consent4j.decision;

import java.time.Instant;

/**
 * The mark of a denial or signal that took effect while the ledger could not be written, so that it can be recorded
 * late.
 *
 * @param id identity of the last such act
 * @param time when it happened, to the second
 * @param action what the person did
 * @param source where
 * @param fromAct number of the first act the ledger lacks; all answers from it on belong to the late record
 */
public record Unrecorded(DecisionId id, Instant time, Action action, Source source, int fromAct) {}
