package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Answer;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EffectiveConsentTest {

    private static final String NO_DECISION = "; signals none; regime gdpr in DE; decision none; policy 2026-11";
    private static final EffectiveConsent ADS = granted("ads");
    private static final EffectiveConsent DELIVERY = granted("delivery");
    private static final EffectiveConsent BOTH = granted("ads", "delivery");

    @Test
    void allowsAPurposeThatIsPermitted() {
        assertTrue(ADS.allows("ads"));
        assertFalse(ADS.allows("audience"));
    }

    @Test
    void allowsACategoryOnlyWhenAllItsPurposesAre() {
        assertFalse(ADS.allows("marketing"));
        assertTrue(granted("ads", "scoring").allows("marketing"));
        assertTrue(ADS.allows("necessary"));
    }

    @Test
    void tellsOfACategoryWhichPurposeDeniedIt() {
        assertEquals(
                "marketing [scoring]: denied, undecided (something is stored on the device, needs a grant under gdpr)"
                        + NO_DECISION,
                ADS.purpose("marketing").explain());
    }

    @Test
    void deniesWhatThePolicyDoesNotKnow() {
        assertFalse(ADS.allows("unknown"));
        assertEquals(
                "unknown: denied, undeclared (the policy has no purpose or category of this id)" + NO_DECISION,
                ADS.purpose("unknown").explain());
    }

    @Test
    void permitsACookieWhosePurposeIsPermitted() {
        assertTrue(ADS.cookie("ad").permitted());
        assertEquals(
                "_ga_X [audience]: permitted, granted (all on 2026-10-24 under 2026-11), "
                        + "before undecided (something is stored on the device, needs a grant under gdpr)"
                        + "; signals none; regime gdpr in DE; decision not looked up (act 1); policy 2026-11",
                granted("audience").cookie("_ga_X").explain());
    }

    @Test
    void permitsACookieDeclaredTwiceOnlyWhenAllItsPurposesAre() {
        assertFalse(ADS.cookie("shared").permitted());
        assertFalse(DELIVERY.cookie("shared").permitted());
        assertTrue(BOTH.cookie("shared").permitted());
        assertEquals("shared [delivery]", ADS.cookie("shared").name());
        assertEquals("shared [ads]", DELIVERY.cookie("shared").name());
    }

    @Test
    void permitsAKnownNecessaryCookie() {
        assertEquals(Reason.REQUIRED, ADS.cookie("JSESSIONID").reason());
    }

    @Test
    void deniesACookieThatIsNotDeclared() {
        assertEquals(
                "surprise: denied, undeclared (the policy declares no cookie of this name)" + NO_DECISION,
                ADS.cookie("surprise").explain());
        assertEquals(Reason.UNDECLARED, ADS.cookie("AD").reason());
    }

    @Test
    void permitsAVendorOnlyWhenAllPurposesItServesAre() {
        assertFalse(ADS.vendor("adnet").permitted());
        assertFalse(granted("audience").vendor("adnet").permitted());
        assertTrue(granted("ads", "audience").vendor("adnet").permitted());
        assertEquals("adnet [audience]", ADS.vendor("adnet").name());
    }

    @Test
    void deniesAVendorThatIsUnknownOrServesNothing() {
        assertEquals(Reason.UNDECLARED, ADS.vendor("unknown").reason());
        assertEquals(
                "idle: denied, undeclared (the policy names no purpose of this vendor)" + NO_DECISION,
                ADS.vendor("idle").explain());
    }

    @Test
    void tellsWhatItDependedOn() {
        assertEquals("gdpr", ADS.regime().id());
        assertEquals(ADS.visit().regime(), ADS.regime());
        assertEquals(Cases.VERSION, ADS.policy().version());
        assertEquals(Prompt.ASK_AGAIN, ADS.prompt());
    }

    @Test
    void hasAVerdictForEachPurposeInTheOrderOfThePolicyThatNobodyCanChange() {
        assertEquals(
                ADS.policy().purposes().stream().map(purpose -> purpose.id()).toList(),
                List.copyOf(ADS.verdicts().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> ADS.verdicts().remove("ads"));
    }

    private static EffectiveConsent granted(String... purposes) {
        Map<String, Answer> answers = new TreeMap<>();
        for (String purpose : purposes) {
            answers.put(purpose, Cases.granted(1, GrantForm.ALL));
        }
        GivenConsent given = Cases.answers(answers);
        return visit().device(given).evaluated();
    }
}
