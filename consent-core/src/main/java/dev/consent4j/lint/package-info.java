/**
 * What is wrong with a policy that loads: promises a site cannot keep and texts the law does not accept.
 *
 * <p>In: a {@link dev.consent4j.policy.PolicyHistory}, a day, and what the gate saw. Out: a {@link
 * dev.consent4j.lint.LintReport} of findings, each with its rule, the clause it comes from, and what to do. Pure. Findings
 * are about texts and declarations; they are no legal advice and their absence is no certificate.
 */
@NullMarked
package dev.consent4j.lint;

import org.jspecify.annotations.NullMarked;
