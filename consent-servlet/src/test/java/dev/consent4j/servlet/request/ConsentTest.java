package dev.consent4j.servlet.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsentTest {

    @Test
    void deniesEverythingOptionalWhereTheFilterDidNotSeeTheRequest() {
        Consent consent = Consent.of(FakeRequest.of().servlet());

        assertFalse(consent.allows("audience"));
        assertTrue(consent.allows("necessary"));
        assertTrue(consent.explain("JSESSIONID").permitted());
        assertFalse(consent.explain("_stats").permitted());
        assertEquals("", consent.banner());
        assertEquals(List.of(), consent.outcomes());
        assertEquals("/privacy/choices", consent.choicesPath());
        assertFalse(NoFilter.INSTANCE.denied().allows("audience"));
    }

    @Test
    void aResolverThatNeverKnowsNamesNoPlace() {
        assertTrue(JurisdictionResolver.unknown()
                .resolve(FakeRequest.of().servlet())
                .isUnknown());
    }
}
