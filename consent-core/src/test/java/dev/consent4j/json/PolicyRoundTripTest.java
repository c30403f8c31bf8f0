package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Controller;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Role;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The canonical text of any policy is a policy file that gives an equal policy. */
class PolicyRoundTripTest {

    @Property(tries = 500)
    void readsBackTheCanonicalTextAsAnEqualPolicy(@ForAll("words") List<String> words, @ForAll long seed) {
        Policy policy = new Maker(words, new Random(seed)).policy();
        Policy again = PolicyJson.read("canonical", policy.canonicalText());
        assertEquals(policy.canonicalText(), again.canonicalText());
        assertEquals(policy, again);
        assertEquals(policy.categories(), again.categories());
        assertEquals(policy.purposes(), again.purposes());
        assertEquals(policy.vendors(), again.vendors());
        assertEquals(policy.origins(), again.origins());
        assertEquals(policy.declarations(), again.declarations());
        assertEquals(policy.regimes(), again.regimes());
        assertEquals(policy.notices(), again.notices());
        assertEquals(policy.minimumAge(), again.minimumAge());
        assertEquals(policy.effectiveFrom(), again.effectiveFrom());
        policy.purposes()
                .forEach(purpose -> assertEquals(policy.materialHash(purpose.id()), again.materialHash(purpose.id())));
    }

    /** Wording of any characters, but not blank. */
    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings().map(text -> text + "x").list().ofMinSize(1).ofMaxSize(6);
    }

    /** Makes valid policies out of chance. */
    private static final class Maker {

        private final List<String> words;
        private final Random random;

        Maker(List<String> words, Random random) {
            this.words = words;
            this.random = random;
        }

        Policy policy() {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(999));
            PolicyBuilder builder = Policy.builder("v" + random.nextInt(999))
                    .role(one(Role.values()))
                    .controller(new Controller(
                            word(),
                            link(),
                            chance() ? word() : "",
                            link(),
                            link(),
                            chance() ? List.of("DE", "US") : List.of()))
                    .effectiveFrom(new ByJurisdiction<>(day, chance() ? Map.of("EU", day.plusDays(1)) : Map.of()))
                    .announcedOn(chance() ? day : null)
                    .copyEdit(chance() ? new CopyEdit(word(), word()) : null)
                    .languages(chance() ? List.of("en", "de") : List.of("fr"))
                    .link(chance() ? "/privacy" : null)
                    .notices(chance() ? Map.of("banner", text()) : Map.of())
                    .jurisdictions(new ByJurisdiction<>("gdpr", chance() ? Map.of("US-CA", "own") : Map.of()))
                    .regimes(List.of(regime()))
                    .dnt(new ByJurisdiction<>(
                            one(DntRule.values()), chance() ? Map.of("US", DntRule.IGNORE) : Map.of()))
                    .minimumAge(new ByJurisdiction<>(random.nextInt(21), chance() ? Map.of("DE", 16) : Map.of()))
                    .retiredPurposes(chance() ? Set.of("gone", "lost") : Set.of())
                    .retiredVendors(chance() ? Set.of("gone") : Set.of())
                    .evidence(life());
            if (chance()) {
                builder.categories(List.of(new Category("social", text(), text(), chance())));
            }
            for (int i = 0; i < random.nextInt(5); i++) {
                builder.purpose(purpose("purpose-" + i));
            }
            builder.vendor(vendor());
            builder.origins(
                    chance() ? Map.of("img-src", List.of("https://a.example"), "font-src", List.of()) : Map.of());
            List<String> purposes =
                    builder.build().purposes().stream().map(Purpose::id).toList();
            for (int i = 0; i < random.nextInt(5); i++) {
                builder.declare(declaration(purposes.get(random.nextInt(purposes.size()))));
            }
            return builder.build();
        }

        private Purpose purpose(String id) {
            boolean required = chance();
            return Purpose.builder(id, one("necessary", "analytics", "marketing"))
                    .title(text())
                    .description(text())
                    .legalBasis(one(LegalBasis.values()), chance() ? Map.of("US", LegalBasis.NOTICE) : Map.of())
                    .dataKind(one(DataKind.values()))
                    .data(list())
                    .dataSource(chance() ? word() : null)
                    .recipients(list())
                    .retention(life())
                    .aggregateOnly(chance())
                    .required(required)
                    .justification(required ? Text.of(word()) : text())
                    .exemption(new Exemption("kind", chance(), chance(), chance(), chance()))
                    .automatedDecisions(text())
                    .build();
        }

        private Vendor vendor() {
            return new Vendor(
                    "vendor",
                    word(),
                    chance() ? "US" : "",
                    one(Transfer.values()),
                    chance() ? Map.of("img-src", List.of("https://a.example"), "default-src", List.of()) : Map.of(),
                    chance() ? List.of("https://a.example/out") : List.of(),
                    chance() ? List.of("functional") : List.of(),
                    list());
        }

        private Declaration declaration(String purpose) {
            return new Declaration(
                    one(Technology.values()),
                    one("_ga*", "plain", "a*b*"),
                    purpose,
                    chance() ? "vendor" : null,
                    chance() ? "example.org" : null,
                    chance() ? "/" : "/shop",
                    life(),
                    chance(),
                    chance() ? "consent" : "",
                    text());
        }

        private Regime regime() {
            return new Regime(
                    "own",
                    one(Model.values()),
                    Period.of(random.nextInt(3), random.nextInt(20), 1 + random.nextInt(40)),
                    Period.ofMonths(random.nextInt(20)),
                    random.nextInt(21),
                    some(Use.class),
                    chance(),
                    chance(),
                    chance(),
                    some(DataKind.class),
                    chance() ? Set.of("b", "a") : Set.of(),
                    chance() ? Set.of("choices") : Set.of(),
                    list(),
                    chance() ? LocalDate.of(2027, 1, 1) : null);
        }

        private Text text() {
            return switch (random.nextInt(4)) {
                case 0 -> Text.NONE;
                case 1 -> Text.of(word());
                case 2 -> new Text(Map.of("en", word(), "de", word()));
                default -> new Text(Map.of("", word(), "zh-Hant", word()));
            };
        }

        private Lifetime life() {
            return chance()
                    ? null
                    : Lifetime.parse(one("P13M", "P2W", "PT90S", "P1DT1H")).orElseThrow();
        }

        private List<String> list() {
            List<String> list = new ArrayList<>();
            for (int i = 0; i < random.nextInt(3); i++) {
                list.add(word());
            }
            return list;
        }

        private String word() {
            return words.get(random.nextInt(words.size()));
        }

        private boolean chance() {
            return random.nextBoolean();
        }

        @SafeVarargs
        private <T> T one(T... values) {
            return values[random.nextInt(values.length)];
        }

        private String link() {
            return chance() ? "https://example.org/" + random.nextInt(9) : "";
        }

        private <E extends Enum<E>> Set<E> some(Class<E> type) {
            Set<E> some = EnumSet.allOf(type);
            some.removeIf(each -> chance());
            return some;
        }
    }
}
