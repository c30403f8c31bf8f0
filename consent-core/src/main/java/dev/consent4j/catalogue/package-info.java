/**
 * What cookies there are in the world: a catalogue the user supplies, presets of common vendors, and drafts of a policy.
 *
 * <p>In: a table in CSV, a site's own cookie table, names that the gate saw. Out: {@link
 * dev.consent4j.catalogue.Suggestion suggestions} of category, vendor and lifetime, and a {@link
 * dev.consent4j.catalogue.PolicyDraft draft} for a person to check. Nothing here decides anything: a suggestion becomes a
 * declaration only when somebody puts it into a policy. Pure but for the reader it is given.
 */
@NullMarked
package dev.consent4j.catalogue;

import org.jspecify.annotations.NullMarked;
