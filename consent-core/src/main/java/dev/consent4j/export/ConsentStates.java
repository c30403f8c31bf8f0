package dev.consent4j.export;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.store.EntryQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The states that a consent is or was in when a record is written, in terms of the Data Privacy Vocabulary: given, refused or
 * withdrawn by the act itself; expired when its time is over; invalidated by an authority that voided what was granted under
 * a version. A later withdrawal is a record of its own. Who an operator's ending of one subject means, an export does not
 * know.
 *
 * @param time when the record is written
 * @param voided endings of versions
 */
record ConsentStates(Instant time, List<Ending> voided) {

    private static final int PAGE = 256;
    private static final String TYPE = "@type";
    private static final String AT = "dpv:isIndicatedAtTime";

    static ConsentStates read(ConsentLedger ledger, Instant time) {
        List<Ending> voided = new ArrayList<>();
        List<LedgerEntry> page = ledger.find(EntryQuery.newest(EntryKind.GRANTS_ENDED.id(), PAGE));
        while (!page.isEmpty()) {
            page.stream()
                    .flatMap(entry -> entry.entry().stream())
                    .filter(entry -> entry instanceof Ending ending && ending.scope() instanceof Ending.Scope.OfVersion)
                    .forEach(entry -> voided.add((Ending) entry));
            long before = page.get(page.size() - 1).index();
            page = page.size() < PAGE
                    ? List.of()
                    : ledger.find(new EntryQuery(EntryKind.GRANTS_ENDED.id(), null, before, PAGE));
        }
        return new ConsentStates(time, List.copyOf(voided));
    }

    /** The types of the state that the act itself led to. */
    static List<String> ofAct(Decision decision, PurposeAnswer answer) {
        if (answer.choice() == Choice.DENIED) {
            return List.of(decision.action() == Action.WITHDRAW ? "dpv:ConsentWithdrawn" : "dpv:ConsentRefused");
        }
        String kind = answer.explicit() ? "dpv:ExplicitlyExpressedConsent" : "dpv:ExpressedConsent";
        return List.of("dpv:ConsentGiven", decision.action() == Action.ACKNOWLEDGE ? "dpv:ImpliedConsent" : kind);
    }

    /** The states it has come to since, the first one first; none as long as it is valid. */
    List<Object> since(Decision decision, PurposeAnswer answer) {
        List<Object> since = new ArrayList<>();
        if (answer.choice() == Choice.GRANTED) {
            ending(decision).ifPresent(ending -> {
                Map<String, Object> state = state("dpv:ConsentInvalidated", ending.time());
                state.put("dct:description", ending.authority() + ": " + ending.reason());
                since.add(state);
            });
            LocalDate until = answer.until();
            Instant end = until == null
                    ? Instant.MAX
                    : until.atStartOfDay(ZoneOffset.UTC).toInstant();
            if (!time.isBefore(end)) {
                since.add(state("dpv:ConsentExpired", end));
            }
        }
        return since;
    }

    private Optional<Ending> ending(Decision decision) {
        LocalDate day = decision.time().atZone(ZoneOffset.UTC).toLocalDate();
        return voided.stream()
                .filter(ending -> !ending.time().isAfter(time))
                .filter(ending -> covers(((Ending.Scope.OfVersion) ending.scope()).grants(), decision, day))
                .reduce((later, earlier) -> earlier);
    }

    private static boolean covers(GrantsEnded.OfVersion grants, Decision decision, LocalDate day) {
        return grants.policyVersion().equals(decision.policyVersion())
                && !day.isBefore(grants.from())
                && !day.isAfter(grants.to());
    }

    private static Map<String, Object> state(String type, Instant at) {
        Map<String, Object> state = new TreeMap<>();
        state.put(TYPE, List.of(type));
        state.put(AT, at.toString());
        return state;
    }
}
