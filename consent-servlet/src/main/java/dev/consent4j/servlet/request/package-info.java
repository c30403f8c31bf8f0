/**
 * What one request brings, and what an application may ask about it.
 *
 * <p>In: a servlet request. Out: a {@link dev.consent4j.servlet.request.Visitor} with signals, given and effective
 * consent for the packages that answer, and {@link dev.consent4j.servlet.request.Consent} for the application. Enforcing
 * is done in {@code enforcement}, answering in {@code banner} and {@code console}.
 */
@NullMarked
package dev.consent4j.servlet.request;

import org.jspecify.annotations.NullMarked;
