/**
 * Five runnable sites behind one filter, with a console and a third party, all on one port.
 *
 * <p>In: five policy files and environment variables. Out: pages that set their cookies as if consent did not exist,
 * and show what the filter made of each. {@link dev.consent4j.examples.fivesites.FiveSites} starts it.
 */
@NullMarked
package dev.consent4j.examples.fivesites;

import org.jspecify.annotations.NullMarked;
