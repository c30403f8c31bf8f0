package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a form says that was filled in while an account cannot be looked up. */
class FormAnswerTest {

    private static final Policy POLICY = Policy.builder("1")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .purpose(Purpose.builder("security", Category.FUNCTIONAL)
                    .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                    .build())
            .build();

    private static EffectiveConsent inDoubt() {
        return Evaluator.evaluate(new Visit(
                PolicyHistory.of(List.of(POLICY)),
                Jurisdiction.parse("DE"),
                Given.NONE,
                new Given.Unreadable("the ledger does not answer", true),
                Person.UNKNOWN,
                Signals.NONE,
                GrantsEnded.NONE,
                LocalDate.of(2026, 11, 22)));
    }

    private static Map<String, Choice> saved(Set<String> ticked) {
        ChoicesForm form = new ChoicesForm(
                Action.SAVE,
                ticked,
                Set.of("audience", "security"),
                Set.of(),
                Set.of(),
                null,
                "",
                "",
                Source.PREFERENCES,
                null,
                PageQuery.of(name -> ""));
        return FormAnswer.of(form, inDoubt()).choices();
    }

    @Test
    void aPageSavedAsItIsSaysNothing() {
        assertEquals(Map.of(), saved(Set.of("security")));
    }

    @Test
    void whatIsUntickedIsRefusedAndWhatIsTickedIsGranted() {
        assertEquals(Map.of("security", Choice.DENIED), saved(Set.of()));
        assertEquals(Map.of("audience", Choice.GRANTED), saved(Set.of("audience", "security")));
    }
}
