/**
 * What the site declares: categories, purposes, vendors, declarations, regimes and jurisdictions, in versions.
 *
 * <p>In: a builder call or the fields a reader found. Out: an immutable, validated {@link
 * dev.consent4j.policy.Policy} and the {@link dev.consent4j.policy.PolicyHistory} of a site, with canonical text,
 * content hash and the material hash of each purpose. The next step, {@code signal}, says what the browser adds.
 */
@NullMarked
package dev.consent4j.policy;

import org.jspecify.annotations.NullMarked;
