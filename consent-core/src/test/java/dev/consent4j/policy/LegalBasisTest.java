package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LegalBasisTest {

    @Test
    void isTheStrictestNamedOneWhereTheJurisdictionIsUnknown() {
        Purpose purpose = Purpose.builder("audience", "analytics")
                .legalBasis(LegalBasis.NOTICE, Map.of("EU", LegalBasis.CONSENT, "US", LegalBasis.OPT_OUT))
                .build();
        assertEquals(LegalBasis.CONSENT, purpose.basisIn(Jurisdiction.UNKNOWN));
        assertEquals(LegalBasis.OPT_OUT, purpose.basisIn(Jurisdiction.parse("US-TX")));
        assertEquals(LegalBasis.NOTICE, purpose.basisIn(Jurisdiction.parse("JP")));
    }

    @Property
    void isTheStricterOfTwoInWhicheverOrder(
            @ForAll LegalBasis one, @ForAll LegalBasis other, @ForAll LegalBasis third) {
        assertEquals(one.stricter(other), other.stricter(one));
        assertEquals(one.stricter(other).stricter(third), one.stricter(other.stricter(third)));
        assertEquals(LegalBasis.CONSENT, one.stricter(LegalBasis.CONSENT));
    }

    @Test
    void canBeObjectedToUnlessThePersonAgreedOrTheLawDemandsIt() {
        assertTrue(LegalBasis.LEGITIMATE_INTEREST.objectionable());
        assertTrue(LegalBasis.NOTICE.objectionable());
        assertFalse(LegalBasis.CONSENT.objectionable());
        assertFalse(LegalBasis.CONTRACT.objectionable());
        assertFalse(LegalBasis.LEGAL_OBLIGATION.objectionable());
    }

    @Proves({"UK-1", "UK-3"})
    @Property
    void isExemptOnlyWhereEveryConditionIsMet(
            @ForAll boolean sole, @ForAll boolean processors, @ForAll boolean informed, @ForAll boolean objection) {
        assertEquals(
                sole && processors && informed && objection,
                new Exemption("audience-measurement", sole, processors, informed, objection).met());
    }
}
