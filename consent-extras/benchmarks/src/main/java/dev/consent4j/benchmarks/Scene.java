package dev.consent4j.benchmarks;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.signal.Signals;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What every benchmark measures against: a site over https with 20 purposes and 2,000 declared cookies, and visitors who
 * have granted every other purpose and refused the rest.
 *
 * <p>The names {@code _c0.*} to {@code _c1999.*} are declared as patterns, those with an even number granted.
 */
final class Scene {

    static final String HOST = "www.example.org";
    static final String LANGUAGES = "en-GB,en;q=0.8,de;q=0.5";

    /** Declared by a pattern and necessary, by a pattern and granted, by a pattern and denied. */
    static final String NECESSARY = "_need.7f3a";

    static final String GRANTED = "_c1234.7f3a";
    static final String DENIED = "_c1235.7f3a";

    /** A granted purpose, for pages that ask. */
    static final String ASKED = "purpose-4";

    private static final String ORIGIN = "https://" + HOST;
    private static final int PURPOSES = 20;
    private static final int DECLARATIONS = 2_000;
    private static final int FIELD_LENGTH = 400;

    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final Policy policy = policy();
    private ConsentService service = running();
    private ConsentFilter filter = ConsentFilter.builder(service).build();

    Scene() {
        EffectiveConsent consent = evaluated(given(0));
        if (!consent.cookie(NECESSARY).permitted()
                || !consent.cookie(GRANTED).permitted()
                || consent.cookie(DENIED).permitted()) {
            throw new IllegalStateException("This is not the visitor whose requests are to be measured.");
        }
    }

    SiteConsent site() {
        return service.sites().get(0);
    }

    ConsentFilter filter() {
        return filter;
    }

    /** Starts site and filter anew with the same keys: cookies stay authentic, and nothing about them is remembered. */
    void forget() {
        service.close();
        service = running();
        filter = ConsentFilter.builder(service).build();
    }

    private ConsentService running() {
        return ConsentService.builder()
                .inMemory()
                .keys(keys)
                .site(Site.of("site", policy).origins(ORIGIN))
                .build();
    }

    /** The value of the authenticated cookie of a visitor. */
    String value(long visitor) {
        String line = lines(visitor).get(0);
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }

    private List<String> lines(long visitor) {
        GivenConsent given = given(visitor);
        return site().setCookies(given, evaluated(given));
    }

    private EffectiveConsent evaluated(GivenConsent given) {
        return site().evaluate(given, Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE);
    }

    /** The {@code Cookie} field of a visitor: five cookies in 400 characters, one of them optional with this name. */
    String field(long visitor, String optional) {
        String known = pairs(lines(visitor)) + "; " + optional + "=GS1.1.1795340000.3.1.1795340123.0.0.0; lang=";
        return known + "x".repeat(FIELD_LENGTH - known.length());
    }

    /** The field of somebody who has not answered yet: three cookies. */
    String fieldBeforeAnswer() {
        String known = "JSESSIONID=node0k2x7w1f8u4ep1a3q7c5t9yb2d0.node0; " + NECESSARY + "=1; lang=";
        return known + "x".repeat(FIELD_LENGTH - known.length());
    }

    private static String pairs(List<String> lines) {
        return lines.get(0).substring(0, lines.get(0).indexOf(';'))
                + "; "
                + lines.get(1).substring(0, lines.get(1).indexOf(';'))
                + "; JSESSIONID=node0k2x7w1f8u4ep1a3q7c5t9yb2d0.node0";
    }

    static byte[] bytes(String field) {
        return field.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a visitor has answered. */
    GivenConsent given(long visitor) {
        LocalDate day = site().today();
        Act act = new Act(1, day, day.plusMonths(6), policy.version(), "strict");
        Map<String, Answer> answers = new TreeMap<>();
        for (int i = 0; i < PURPOSES; i++) {
            answers.put(
                    "purpose-" + i,
                    i % 2 == 0
                            ? new Answer.Granted(act, GrantForm.SPECIFIC, false, false, null)
                            : new Answer.Denied(act, Denial.REFUSED));
        }
        byte[] subject = new byte[16];
        new SplittableRandom(visitor).nextBytes(subject);
        return new GivenConsent(SubjectId.of(subject), 1, answers, null, Map.of(), Map.of(), null);
    }

    private static Policy policy() {
        PolicyBuilder builder = Policy.builder("2026-11").controller("Example SA", "mailto:privacy@example.org");
        for (int i = 0; i < PURPOSES; i++) {
            builder.purpose(Purpose.builder("purpose-" + i, Category.ANALYTICS).build());
        }
        for (int i = 0; i < DECLARATIONS; i++) {
            builder.declare(Declaration.cookie("_c" + i + ".*", "purpose-" + i % PURPOSES));
        }
        return builder.declare(Declaration.cookie("lang", Category.NECESSARY))
                .declare(Declaration.cookie("_need.*", Category.NECESSARY))
                .build();
    }
}
