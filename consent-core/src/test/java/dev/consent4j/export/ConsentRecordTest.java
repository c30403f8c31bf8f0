package dev.consent4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.conformance.Proves;
import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.policy.Controller;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decision as a consent record, in the vocabulary others read. */
class ConsentRecordTest {

    private static final Policy POLICY = Policy.builder("2026-11")
            .controller(new Controller(
                    "Example SA",
                    "mailto:privacy@example.org",
                    "1 Rue Exemple, Paris",
                    "mailto:dpo@example.org",
                    "https://www.cnil.fr/plaintes",
                    List.of("FR")))
            .link("/privacy-policy")
            .regime("gdpr")
            .purpose(Purpose.builder("audience", "analytics")
                    .title(Text.of("Audience"))
                    .data(List.of("pages read"))
                    .retention(Lifetime.parse("P13M").orElseThrow())
                    .build())
            .vendor(new Vendor(
                    "stats", "Stats Inc", "US", Transfer.DPF, Map.of(), List.of(), List.of("audience"), List.of()))
            .build();
    private static final Policy BARE = Policy.builder("2026-11")
            .controller("Example SA", "")
            .purpose(Purpose.builder("audience", "analytics").build())
            .build();

    private final TestLedger site = new TestLedger();

    @AfterEach
    void close() {
        site.close();
    }

    private static TestDecisions answered(Policy policy, Choice choice) {
        return TestDecisions.decision()
                .under(policy, Jurisdiction.parse("FR"))
                .shown(new Shown("ab".repeat(32), "fr"))
                .choices(Map.of("audience", choice))
                .subject(TestLedger.subject(1))
                .at(TestLedger.NOW.minusSeconds(60));
    }

    /** The newest record of an export made at {@link TestLedger#NOW}. */
    private JsonNode record(Policy policy, Decision decision) throws IOException {
        site.ledger.record(
                new PolicyPublished(policy.version(), policy.contentHash(), policy.canonicalText(), TestLedger.NOW));
        site.ledger.record(new DecisionRecorded(decision, "test"));
        JsonNode graph = new ObjectMapper()
                .readTree(TestLedger.bytes(site.export(ExportFormat.DPV, null, ExportScope.ALL)))
                .get("@graph");
        return graph.get(graph.size() - 1);
    }

    /** The fields that ISO/IEC TS 27560 makes mandatory, and where the guide of the W3C group puts each. */
    @Proves("RECORD-1")
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "schema_version,         /dct:conformsTo,                                       https://w3id.org/dpv/schema/dpv-27560#record",
        "record_id,              /dct:identifier,                                       *",
        "pii_principal_id,       /dpv:hasDataSubject/@id,                               *",
        "privacy_notice,         /dpv:hasNotice/@id,                                    *",
        "language,               /dpv:hasNotice/dct:language,                           fr",
        "purposes,               /dpv:hasProcess/0/dpv:hasPurpose/dct:identifier,       audience",
        "pii_information,        /dpv:hasProcess/0/dpv:hasPersonalData/0/dct:title,     pages read",
        "pii_controllers,        /dpv:hasDataController/@type,                          dpv:DataController",
        "storage_locations,      /dpv:hasProcess/0/dpv:hasStorageCondition/0/dpv:hasLocation, loc:FR",
        "retention_period,       /dpv:hasProcess/0/dpv:hasStorageCondition/1/dpv:hasDuration, P13M",
        "jurisdiction,           /dpv:hasJurisdiction,                                  loc:FR",
        "recipient_third_parties,/dpv:hasProcess/0/dpv:hasRecipient/0/dpv:hasName,      Stats Inc",
        "withdrawal_method,      /dpv:hasConsentControl/dpv:isExercisedAt,              /privacy-policy",
        "pii_type,               /dpv:hasProcess/0/dpv:hasPersonalData/0/@type,         dpv:PersonalData",
        "party_id,               /dpv:hasDataController/@id,                            *",
        "party_address,          /dpv:hasDataController/dpv:hasAddress,                 '1 Rue Exemple, Paris'",
        "party_name,             /dpv:hasDataController/dpv:hasName,                    Example SA",
        "party_contact,          /dpv:hasDataController/dpv:hasContact,                 mailto:privacy@example.org",
        "party_type,             /dpv:hasDataController/@type,                          dpv:DataController",
        "event_time,             /dpv:hasProcess/0/dpv:hasConsentStatus/0/dpv:isIndicatedAtTime, 2026-11-22T09:59:00Z",
        "validity_duration,      /dpv:hasProcess/0/dpv:hasConsentStatus/0/dpv:hasDuration/rdf:value, *",
        "entity_id,              /dpv:hasProcess/0/dpv:hasConsentStatus/0/dpv:isIndicatedBy, dpv:DataSubject",
        "event_type,             /dpv:hasProcess/0/dpv:hasLegalBasis,                   *",
        "event_state,            /dpv:hasProcess/0/dpv:hasConsentStatus/0/@type/0,      dpv:ConsentGiven"
    })
    void everyMandatoryFieldIsInTheRecord(String field, String place, String expected) throws IOException {
        JsonNode value =
                record(POLICY, answered(POLICY, Choice.GRANTED).build()).at(place);

        assertFalse(value.asText().isBlank(), field);
        if (!expected.equals("*")) {
            assertEquals(expected, value.asText(), field);
        }
    }

    @Proves("RECORD-1")
    @Test
    void whatAPolicyDoesNotStateIsSaidToBeUnstated() throws IOException {
        JsonNode record = record(BARE, answered(BARE, Choice.GRANTED).build());

        for (String place : List.of(
                "/dpv:hasDataController/dpv:hasAddress",
                "/dpv:hasDataController/dpv:hasContact",
                "/dpv:hasProcess/0/dpv:hasPersonalData/0/dct:title",
                "/dpv:hasProcess/0/dpv:hasStorageCondition/0/dct:title",
                "/dpv:hasProcess/0/dpv:hasStorageCondition/1/dct:title")) {
            assertEquals(ConsentRecord.UNSTATED, record.at(place).asText(), place);
        }
        assertTrue(record.at("/dpv:hasProcess/0/dpv:hasRecipient").isArray());
    }

    private List<String> states(Decision decision) throws IOException {
        List<String> states = new ArrayList<>();
        record(POLICY, decision)
                .at("/dpv:hasProcess/0/dpv:hasConsentStatus")
                .forEach(status -> states.add(status.at("/@type/0").asText()));
        return states;
    }

    @Proves("RECORD-4")
    @Test
    void aRefusalAndAWithdrawalAreToldApart() throws IOException {
        assertEquals(
                List.of("dpv:ConsentRefused"),
                states(answered(POLICY, Choice.DENIED)
                        .of(Action.SAVE, Source.BANNER)
                        .build()));
        assertEquals(
                List.of("dpv:ConsentWithdrawn"),
                states(answered(POLICY, Choice.DENIED)
                        .id(new DecisionId("BBBBBBBBBBBBBBBBBBBBBA"))
                        .of(Action.WITHDRAW, Source.PREFERENCES)
                        .build()));
    }

    @Proves("RECORD-4")
    @Test
    void aConsentWhoseTimeIsOverHasExpired() throws IOException {
        Decision old = answered(POLICY, Choice.GRANTED)
                .at(TestLedger.NOW.minusSeconds(86_400L * 400))
                .build();

        assertEquals(List.of("dpv:ConsentGiven", "dpv:ConsentExpired"), states(old));
    }

    @Proves("RECORD-4")
    @Test
    void aConsentWhoseVersionAnAuthorityVoidedIsInvalidated() throws IOException {
        LocalDate day = LocalDate.parse("2026-11-22");
        site.ledger.record(ending("v1", new GrantsEnded.OfVersion("2026-11", day, day), TestLedger.NOW));
        site.ledger.record(ending("v2", new GrantsEnded.OfVersion("2026-10", day, day), TestLedger.NOW));

        assertEquals(
                List.of("dpv:ConsentGiven", "dpv:ConsentInvalidated"),
                states(answered(POLICY, Choice.GRANTED).build()));
    }

    private static Ending ending(String id, GrantsEnded.OfVersion grants, Instant time) {
        return new Ending(id, new Ending.Scope.OfVersion(grants), "unclear button", "CNIL 2026-1", time);
    }
}
