package dev.consent4j.lint;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Technology;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The items declared, one by one, and those that were seen and are not declared. */
final class DeclarationLint {

    /** No browser keeps a cookie longer (6265bis section 5.5). */
    private static final Lifetime BROWSER_CAP = PurposeLint.lifetime("P400D");

    /** Beginnings of names that measure or advertise, whatever a policy says of them. */
    private static final List<String> NEVER_NECESSARY = List.of(
            "_ga",
            "_gid",
            "_gat",
            "_gcl_",
            "_fbp",
            "_fbc",
            "_hj",
            "_pk_",
            "_clck",
            "_clsk",
            "_uet",
            "_scid",
            "_tt_",
            "_pin_",
            "IDE",
            "test_cookie",
            "MUID",
            "li_gc",
            "bcookie",
            "_rdt_",
            "__utm",
            "mp_",
            "ajs_");

    private DeclarationLint() {}

    static void check(Policy policy, Findings findings, Set<String> seen) {
        for (Declaration declaration : policy.declarations()) {
            String path = "declarations[" + declaration.name() + "]";
            if (declaration.setBefore().equals("consent")
                    && policy.purpose(declaration.purpose())
                            .filter(purpose -> !purpose.required())
                            .isPresent()) {
                findings.add(LintRule.SET_BEFORE_CONSENT, path + ".setBefore", "It is set before anybody is asked.");
            }
            boolean required = policy.purpose(declaration.purpose())
                    .filter(Purpose::required)
                    .isPresent();
            if (required && NEVER_NECESSARY.stream().anyMatch(declaration.name()::startsWith)) {
                findings.add(
                        LintRule.OPTIONAL_IN_NECESSARY,
                        path + ".purpose",
                        "It measures or advertises, and '" + declaration.purpose() + "' cannot be refused.");
            }
            Lifetime life = declaration.maxAge();
            if (declaration.technology() == Technology.COOKIE
                    && life != null
                    && life.seconds() > BROWSER_CAP.seconds()) {
                findings.add(
                        LintRule.LIFETIME_TOO_LONG,
                        path + ".maxAge",
                        life.iso() + " is longer than browsers keep a cookie, 400 days.");
            }
        }
        for (String name : new TreeSet<>(seen)) {
            if (policy.cookies().find(name).isEmpty()) {
                findings.add(
                        LintRule.COOKIE_TABLE_OUT_OF_DATE, "cookies", "'" + name + "' was seen and is not declared.");
            }
        }
    }
}
