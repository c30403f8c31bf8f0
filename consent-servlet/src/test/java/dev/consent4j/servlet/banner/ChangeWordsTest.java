package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyChange;
import dev.consent4j.policy.PolicyDiff;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.PurposeBuilder;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything that may be asked again for is told in the reader's language. */
class ChangeWordsTest {

    private static final Policy BEFORE = policy(
            Purpose.builder("ads", "marketing").aggregateOnly(true).retention(lifetime("P30D")), lifetime("P30D"));
    private static final Policy AFTER = policy(
                    Purpose.builder("ads", "marketing")
                            .dataKind(DataKind.SENSITIVE)
                            .data(List.of("Alter"))
                            .dataSource("einem Register")
                            .recipients(List.of("Druckerei"))
                            .retention(lifetime("P1Y"))
                            .uses(Set.of(Use.SALE, Use.PROFILING))
                            .automatedDecisions(TrialSite.text("Prices.", "Preise.")),
                    lifetime("P13M"))
            .toBuilder()
            .vendor(new Vendor("net", "Net AG", "US", Transfer.SCC, Map.of(), List.of(), List.of("ads"), List.of()))
            .declare(Declaration.cookie("_new", "ads").at("example.org", "/"))
            .build();

    private static Policy policy(PurposeBuilder ads, Lifetime cookie) {
        return Policy.builder("1")
                .controller("Example SA", "mailto:privacy@example.org")
                .languages(List.of("en", "de"))
                .purpose(ads.title(TrialSite.text("Advertising", "Werbung")).build())
                .declare(new Declaration(
                        Technology.COOKIE, "_ads", "ads", null, null, "/", cookie, false, "", Text.NONE))
                .build();
    }

    private static Lifetime lifetime(String iso) {
        return Lifetime.parse(iso).orElseThrow();
    }

    private static List<String> told(String language) {
        ChangeWords words = new ChangeWords(Wording.of(AFTER, language), List.of(BEFORE, AFTER));
        return PolicyDiff.between(BEFORE, AFTER).of("ads").stream()
                .filter(PolicyChange::material)
                .map(words::of)
                .sorted()
                .toList();
    }

    @Test
    void inGerman() {
        assertEquals(
                List.of(
                        "Daten werden länger aufbewahrt",
                        "auch verwendet für: Profilbildung",
                        "auch verwendet für: Verkauf Ihrer Daten",
                        "bleibt länger auf Ihrem Gerät: Cookie _ads",
                        "es entscheidet ohne Menschen über Sie",
                        "zusätzlich auf Ihrem Gerät gespeichert: Cookie _new (example.org)",
                        "zusätzlich verwendet: Alter",
                        "zusätzlich verwendet: Daten von einem Register",
                        "zusätzlich verwendet: Daten über Sie allein, nicht nur Summen",
                        "zusätzlich verwendet: sensible Daten",
                        "zusätzlicher Empfänger: Druckerei",
                        "zusätzlicher Empfänger: Net AG (Vereinigte Staaten, Standardvertragsklauseln)"),
                told("de"));
    }

    @Test
    void inEnglish() {
        assertEquals(
                List.of(
                        "also receives data: Druckerei",
                        "also receives data: Net AG (United States, standard contractual clauses)",
                        "also stored on your device: Cookie _new (example.org)",
                        "data is kept longer",
                        "it also uses: Alter",
                        "it also uses: data about you alone, not only totals",
                        "it also uses: data from einem Register",
                        "it also uses: sensitive data",
                        "it decides about you without a human",
                        "it is also used for: profiling",
                        "it is also used for: selling your data",
                        "stays on your device longer: Cookie _ads"),
                told("en"));
    }
}
