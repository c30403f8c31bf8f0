package dev.consent4j.policy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for declarations. */
final class DeclarationCheck {

    private static final int MAX_NAME = 256;

    /** Names under which the library's own cookies travel; nothing a site declares may stand for them, in any case. */
    private static final List<String> OWN_COOKIES = List.of("__Host-consent", "consent", "__Host-choices", "choices");

    /** RFC 6265 section 4.1.1: a token of RFC 9110. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern PATH = Pattern.compile("/[\\x20-\\x7e&&[^;]]*");

    private final PolicyBuilder parts;
    private final DeclaredNames names;
    private final Findings findings;

    DeclarationCheck(PolicyBuilder parts, DeclaredNames names, Findings findings) {
        this.parts = parts;
        this.names = names;
        this.findings = findings;
    }

    void run() {
        for (int i = 0; i < parts.declarations.size(); i++) {
            Declaration declaration = parts.declarations.get(i);
            String path = "declarations[" + i + "]";
            name(path + ".name", declaration);
            if (declaration.purpose().isEmpty()) {
                findings.add(path + ".purpose", "is missing.", "Name the purpose or category it serves.");
            } else {
                names.refersToPurpose(findings, path + ".purpose", declaration.purpose());
            }
            String vendor = declaration.vendor();
            if (vendor != null && !names.vendors().contains(vendor)) {
                findings.dangling(path + ".vendor", "vendor", vendor, names.vendors());
            }
            scope(path, declaration);
            boolean cookie = declaration.technology() == Technology.COOKIE;
            findings.lifetime(path + ".maxAge", declaration.maxAge(), !cookie);
            if (!declaration.setBefore().isEmpty() && !declaration.setBefore().equals("consent")) {
                findings.add(
                        path + ".setBefore",
                        "an item can only be declared to be set before 'consent'.",
                        "Write \"consent\", or leave it out.");
            }
            findings.wording(path + ".description", declaration.description());
        }
    }

    private void name(String path, Declaration declaration) {
        String name = declaration.name();
        if (name.isBlank()) {
            findings.add(path, "is missing.", "Name the item.");
        } else if (name.length() > MAX_NAME) {
            findings.add(path, "has " + name.length() + " characters.", "Use at most " + MAX_NAME + ".");
        } else if (name.chars().allMatch(c -> c == '*')) {
            findings.add(path, "the pattern matches every name.", "Begin it with letters all its names share.");
        } else if (declaration.technology() == Technology.COOKIE) {
            cookieName(path, declaration);
        }
    }

    private void cookieName(String path, Declaration declaration) {
        String name = declaration.name();
        if (!TOKEN.matcher(name).matches()) {
            findings.add(
                    path,
                    Problem.quoted(name) + " is no cookie name (RFC 6265).",
                    "Leave out spaces, brackets and separators; a part that varies is a '*' in a pattern.");
        } else if (isOwn(declaration)) {
            findings.add(
                    path,
                    Problem.quoted(name) + " stands for a cookie of this library.",
                    name.indexOf('*') >= 0
                            ? "Narrow the pattern until it matches none of: " + String.join(", ", OWN_COOKIES) + "."
                            : "Leave it out, because the library's cookies need no declaration, or rename yours.");
        }
    }

    /**
     * Whether a declaration stands for a cookie of the library. What a third party stores under its domain and spells
     * otherwise, as Google its {@code CONSENT}, never is the library's.
     */
    private static boolean isOwn(Declaration declaration) {
        boolean elsewhere = declaration.domain() != null && !declaration.isPattern();
        String name = elsewhere ? declaration.name() : declaration.name().toLowerCase(Locale.ROOT);
        return OWN_COOKIES.stream()
                .map(own -> elsewhere ? own : own.toLowerCase(Locale.ROOT))
                .anyMatch(own -> Glob.matches(name, 0, own, 0));
    }

    private static boolean hasHostPrefix(Declaration declaration) {
        return declaration.technology() == Technology.COOKIE
                && declaration.name().toLowerCase(Locale.ROOT).startsWith("__host-");
    }

    private void scope(String path, Declaration declaration) {
        String domain = declaration.domain();
        if (domain != null && !DOMAIN.matcher(domain).matches()) {
            findings.add(
                    path + ".domain",
                    Problem.quoted(domain) + " is no domain.",
                    domain.startsWith(".")
                                    && DOMAIN.matcher(domain.substring(1)).matches()
                            ? "Write '" + domain.substring(1) + "'."
                            : "Write a host name, such as 'example.org'; leave it out for a host-only cookie.");
        } else if (domain != null && hasHostPrefix(declaration)) {
            findings.add(path + ".domain", "a '__Host-' cookie has no domain.", "Leave the domain out.");
        }
        if (!PATH.matcher(declaration.path()).matches()) {
            findings.add(
                    path + ".path", Problem.quoted(declaration.path()) + " is no cookie path.", "Begin it with '/'.");
        } else if (hasHostPrefix(declaration) && !declaration.path().equals("/")) {
            findings.add(path + ".path", "a '__Host-' cookie has the path '/'.", "Leave the path out.");
        }
    }
}
