package dev.consent4j.cookie;

import dev.consent4j.decision.GivenConsent;

/** What one copy of the consent cookie turned out to be. */
sealed interface Reading {

    /** Made by us for this site. */
    record Verified(GivenConsent given) implements Reading {}

    /** Not to be trusted; {@code reason} holds nothing the browser sent. */
    record Malformed(String reason) implements Reading {}
}
