/**
 * What the site says about itself at places fixed by specifications: {@code gpc.json} and the tracking status resources.
 *
 * <p>In: the policy in force and the mode. Out: JSON that is the same for every visitor, says what the configuration
 * does, and whose request leaves no trace: no cookie, no entry.
 */
@NullMarked
package dev.consent4j.servlet.wellknown;

import org.jspecify.annotations.NullMarked;
