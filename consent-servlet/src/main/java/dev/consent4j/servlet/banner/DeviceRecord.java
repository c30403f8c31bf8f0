package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the ledger holds about this device: its pseudonym and the newest decisions under it. */
record DeviceRecord(Wording wording, Visitor visitor) {

    /** Decisions shown, at most. */
    static final int SHOWN = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    Html markup() {
        Html html = new Html().open("section").with("aria-labelledby", "pc-record");
        html.open("h2")
                .with("id", "pc-record")
                .text(wording.say("record.title"))
                .close();
        SubjectId subject = visitor.effective().given().subject();
        if (subject == null) {
            html.line("p", "", wording.say("record.none"));
        } else {
            html.open("p")
                    .text(wording.say("record.subject") + " ")
                    .line("code", "", subject.text())
                    .close();
            html.line("p", "pc-quiet", wording.say("record.subject.hint"));
            history(html, subject);
            html.open("p")
                    .open("a")
                    .with("class", "pc-more")
                    .with("href", visitor.basePath() + "/" + ErasurePages.PATH);
            html.text(wording.say("erase.link")).close().close();
        }
        return html.close();
    }

    private void history(Html html, SubjectId subject) {
        List<LedgerEntry> entries;
        long claimed;
        try {
            entries = visitor.site()
                    .ledger()
                    .find(new EntryQuery(EntryKind.DECISION.id(), subject.text(), Long.MAX_VALUE, SHOWN + 1));
            claimed = visitor.site().accounts().claimedUpTo(subject);
        } catch (StoreException unavailable) {
            html.line("p", "", wording.say("record.unavailable"));
            return;
        }
        List<Decision> decisions = new ArrayList<>();
        // What an account has claimed is the account's, and not to be shown to whoever uses the browser next.
        entries.stream()
                .filter(entry -> entry.index() > claimed)
                .flatMap(entry -> entry.entry().stream())
                .forEach(entry -> {
                    if (entry instanceof DecisionRecorded recorded) {
                        decisions.add(recorded.decision());
                    }
                });
        if (decisions.isEmpty()) {
            html.line("p", "", wording.say("record.nothing"));
            return;
        }
        table(html, decisions.subList(0, Math.min(SHOWN, decisions.size())));
        if (decisions.size() > SHOWN) {
            html.line("p", "pc-quiet", wording.say("record.more", SHOWN));
        }
    }

    void table(Html html, List<Decision> decisions) {
        List<String> columns = Stream.of("record.when", "record.what", "record.answers", "record.receipt")
                .map(key -> wording.say(key))
                .toList();
        Table.open(html, wording.say("record.history"), columns);
        for (Decision decision : decisions) {
            html.open("tr")
                    .open("td")
                    .open("time")
                    .with("datetime", decision.time().toString());
            html.text(TIME.format(decision.time())).close().close();
            html.line("td", "", wording.say("action." + decision.action().id()));
            html.line("td", "", answers(decision));
            html.open("td").line("code", "", decision.id().text());
            if (ReceiptHandler.areGiven(visitor)) {
                downloads(html, decision);
            }
            html.close().close();
        }
        Table.close(html);
    }

    private void downloads(Html html, Decision decision) {
        String path =
                visitor.basePath() + "/" + ReceiptHandler.PATH + decision.id().text();
        for (String key : List.of("record.download", "record.private")) {
            html.open("a")
                    .with("class", "pc-more")
                    .with("href", key.equals("record.private") ? path + ReceiptHandler.PRIVATE : path)
                    .with("download", "")
                    .text(wording.say(key))
                    .close();
        }
    }

    private String answers(Decision decision) {
        List<String> parts = new ArrayList<>();
        add(parts, decision, Choice.GRANTED, "record.allowed");
        add(parts, decision, Choice.DENIED, "record.denied");
        return String.join("; ", parts);
    }

    private void add(List<String> parts, Decision decision, Choice choice, String key) {
        Policy policy = wording.policy();
        List<String> titles = decision.choices().entrySet().stream()
                .filter(answer -> answer.getValue() == choice)
                .map(answer -> policy.purpose(answer.getKey())
                        .map(Purpose::title)
                        .map(title -> wording.title(title, answer.getKey()))
                        .orElse(answer.getKey()))
                .toList();
        if (!titles.isEmpty()) {
            parts.add(wording.say(key, String.join(", ", titles)));
        }
    }
}
