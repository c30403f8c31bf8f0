package dev.consent4j.export;

import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.policy.Controller;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A decision as a consent record in the Data Privacy Vocabulary 2.3, with the fields of ISO/IEC TS 27560:2023 as the guide of
 * the W3C community group models them. Every mandatory field is there; one that the policy says nothing of says that.
 *
 * @param decision the decision
 * @param policy the policy it answers, empty if it cannot be read any more
 * @param states what states a consent has come to
 */
record ConsentRecord(Decision decision, Optional<Policy> policy, ConsentStates states) {

    /** Stands where a mandatory field is that the policy does not state. */
    static final String UNSTATED = "not stated in the policy";

    /** What the prefixes in the terms stand for. */
    static final Map<String, String> CONTEXT = Map.of(
            "dpv", "https://w3id.org/dpv#",
            "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
            "loc", "https://w3id.org/dpv/loc#",
            "dct", "http://purl.org/dc/terms/",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

    private static final String RECORD = "https://w3id.org/dpv/schema/dpv-27560#record";
    private static final String TYPE = "@type";
    private static final String GDPR = "gdpr";

    /**
     * The record as JSON-LD.
     *
     * @param person an identifier of the data subject; empty for none
     */
    Map<String, Object> members(String person) {
        Map<String, Object> members = new TreeMap<>();
        members.put("@id", "urn:consent4j:decision:" + decision.id().text());
        members.put(TYPE, "dpv:ConsentRecord");
        members.put("dct:identifier", decision.id().text());
        members.put("dct:conformsTo", RECORD);
        members.put("dpv:hasDataSubject", person.isEmpty() ? typed("dpv:DataSubject") : subject(person));
        members.put("dpv:hasDataController", controller());
        members.put(
                "dpv:hasJurisdiction",
                decision.jurisdiction().equals(Jurisdiction.UNKNOWN)
                        ? titled("dpv:Location", "unknown")
                        : "loc:" + decision.jurisdiction().code());
        if (decision.regime().equals(GDPR)) {
            members.put("dpv:hasApplicableLaw", "eu-gdpr:GDPR");
        }
        members.put("dpv:hasNotice", notice());
        members.put("dpv:hasProcess", processes());
        members.put(
                "dpv:hasConsentControl",
                Map.of(
                        TYPE,
                        "dpv:WithdrawConsent",
                        "dpv:isExercisedAt",
                        policy.flatMap(Policy::link).orElse("the page of privacy choices of the site")));
        return members;
    }

    private static Map<String, Object> typed(String type) {
        Map<String, Object> members = new TreeMap<>();
        members.put(TYPE, type);
        return members;
    }

    private static Map<String, Object> subject(String person) {
        Map<String, Object> members = typed("dpv:DataSubject");
        members.put("@id", person);
        return members;
    }

    private Map<String, Object> controller() {
        Map<String, Object> members = typed("dpv:DataController");
        members.put("@id", "urn:consent4j:site:" + decision.site() + ":controller");
        members.put("dpv:hasName", decision.conditions().controller());
        members.put("dpv:hasContact", stated(Controller::contact));
        members.put("dpv:hasAddress", stated(Controller::address));
        return members;
    }

    private String stated(Function<Controller, String> part) {
        return policy.map(Policy::controller)
                .map(part)
                .filter(text -> !text.isEmpty())
                .orElse(UNSTATED);
    }

    private Map<String, Object> notice() {
        Map<String, Object> members = typed("dpv:ConsentNotice");
        String language = decision.shown().language();
        if (decision.shown().rendering().isEmpty()) {
            members.put("dct:description", "none of this library was shown");
        } else {
            members.put("@id", "urn:consent4j:rendering:" + decision.shown().rendering());
        }
        members.put("dct:language", language.isEmpty() ? "und" : language);
        members.put("dct:isVersionOf", "policy " + decision.policyVersion() + " " + decision.policyHash());
        return members;
    }

    private List<Object> processes() {
        List<Object> processes = new ArrayList<>();
        decision.answers().forEach((id, answer) -> processes.add(process(id, answer)));
        return processes;
    }

    private Map<String, Object> process(String id, PurposeAnswer answer) {
        Map<String, Object> members = typed("dpv:Process");
        Optional<Purpose> purpose = policy.flatMap(known -> known.purpose(id));
        members.put("dpv:hasPurpose", purpose(id, purpose));
        members.put("dpv:hasLegalBasis", basis(answer));
        List<Object> data = new ArrayList<>();
        purpose.map(Purpose::data).orElse(List.of()).forEach(item -> data.add(titled("dpv:PersonalData", item)));
        members.put("dpv:hasPersonalData", data.isEmpty() ? List.of(titled("dpv:PersonalData", UNSTATED)) : data);
        members.put("dpv:hasStorageCondition", storage(purpose));
        members.put("dpv:hasRecipient", recipients(id, purpose));
        if (answer.basis() == LegalBasis.CONSENT) {
            List<Object> status = new ArrayList<>(List.of(status(answer)));
            status.addAll(states.since(decision, answer));
            members.put("dpv:hasConsentStatus", status);
        }
        return members;
    }

    private List<Object> storage(Optional<Purpose> purpose) {
        List<Object> conditions = new ArrayList<>();
        List<String> countries =
                policy.map(Policy::controller).map(Controller::storedIn).orElse(List.of());
        countries.forEach(country -> {
            Map<String, Object> location = typed("dpv:StorageLocation");
            location.put("dpv:hasLocation", "loc:" + country);
            conditions.add(location);
        });
        if (countries.isEmpty()) {
            conditions.add(titled("dpv:StorageLocation", UNSTATED));
        }
        Lifetime retention = purpose.map(Purpose::retention).orElse(null);
        Map<String, Object> duration = typed("dpv:StorageDuration");
        duration.put(
                retention == null ? "dct:title" : "dpv:hasDuration", retention == null ? UNSTATED : retention.iso());
        conditions.add(duration);
        return conditions;
    }

    private Map<String, Object> purpose(String id, Optional<Purpose> purpose) {
        Map<String, Object> members = new TreeMap<>();
        members.put(TYPE, purpose.map(ConsentTerms::ofPurpose).orElse(List.of("dpv:Purpose")));
        members.put("dct:identifier", id);
        purpose.map(known -> known.title().in(decision.shown().language(), "en"))
                .filter(title -> !title.isEmpty())
                .ifPresent(title -> members.put("dct:title", title));
        return members;
    }

    private static Map<String, Object> titled(String type, String title) {
        Map<String, Object> members = typed(type);
        members.put("dct:title", title);
        return members;
    }

    private List<Object> recipients(String id, Optional<Purpose> purpose) {
        List<Object> recipients = new ArrayList<>();
        policy.ifPresent(known -> known.vendors().stream()
                .filter(vendor -> vendor.purposes().contains(id))
                .forEach(vendor -> recipients.add(recipient(vendor))));
        purpose.ifPresent(known -> known.recipients().forEach(name -> recipients.add(named(name))));
        return recipients;
    }

    private static Map<String, Object> recipient(Vendor vendor) {
        Map<String, Object> members = named(vendor.name());
        if (!vendor.country().isEmpty()) {
            members.put("dpv:hasLocation", "loc:" + vendor.country());
        }
        return members;
    }

    private static Map<String, Object> named(String name) {
        Map<String, Object> members = typed("dpv:Recipient");
        members.put("dpv:hasName", name);
        return members;
    }

    private String basis(PurposeAnswer answer) {
        if (answer.basis() == LegalBasis.CONSENT && decision.regime().equals(GDPR)) {
            return answer.explicit() ? "eu-gdpr:A6-1-a-explicit-consent" : "eu-gdpr:A6-1-a-non-explicit-consent";
        }
        return ConsentTerms.ofBasis(answer.basis());
    }

    private Map<String, Object> status(PurposeAnswer answer) {
        Map<String, Object> members = new TreeMap<>();
        boolean granted = answer.choice() == Choice.GRANTED;
        members.put(TYPE, ConsentStates.ofAct(decision, answer));
        Actor actor = decision.expression().actor();
        members.put("dpv:isIndicatedBy", ConsentTerms.ofActor(actor));
        String method = decision.source().id() + ": " + decision.action().id();
        String control = decision.expression().control().id();
        members.put(
                "dpv:hasIndicationMethod",
                (control.isEmpty() ? method : method + ", " + control)
                        + (answer.asked() ? "" : ", carried over from an earlier decision"));
        members.put("dpv:isIndicatedAtTime", decision.time().toString());
        if (granted && answer.until() != null) {
            members.put(
                    "dpv:hasDuration",
                    Map.of(
                            TYPE,
                            "dpv:UntilTimeDuration",
                            "rdf:value",
                            answer.until().toString()));
        }
        return members;
    }
}
