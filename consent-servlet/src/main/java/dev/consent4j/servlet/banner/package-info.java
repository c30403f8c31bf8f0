/**
 * The surfaces on which a person decides: the banner and the choices page, without scripts.
 *
 * <p>In: a {@link dev.consent4j.servlet.request.Visitor}, and a form that a person sent. Out: frozen renderings that the
 * ledger keeps, filled for the request; and a {@link dev.consent4j.Submission}, whose outcome travels back in the
 * cookies. A refusal is taken from any form of this site; a grant only from one that shows what holds now.
 */
@NullMarked
package dev.consent4j.servlet.banner;

import org.jspecify.annotations.NullMarked;
