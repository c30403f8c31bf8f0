/**
 * Which cookies pass, as functions of a policy and effective consent, without a container.
 *
 * <p>In: a name or a {@code Set-Cookie} value, the cookies of a request, effective consent. Out: a {@link
 * dev.consent4j.servlet.enforcement.cookie.Ruling}, and the fields that delete what is denied. The wrappers of {@code
 * enforcement} act on it; headers are the business of {@code enforcement.header}.
 */
@NullMarked
package dev.consent4j.servlet.enforcement.cookie;

import org.jspecify.annotations.NullMarked;
