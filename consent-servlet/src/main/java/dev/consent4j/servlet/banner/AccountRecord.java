package dev.consent4j.servlet.banner;

import dev.consent4j.SignedIn;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger holds about the account that is signed in, and the offer to claim what was decided on this device before;
 * of that only the number is told, because it may have been another person.
 *
 * @param wording how it is said
 * @param visitor who asks
 * @param who the account
 * @param token a one-time token for the form, empty for none
 */
record AccountRecord(Wording wording, Visitor visitor, SignedIn who, String token) {

    Html markup() {
        Html html = new Html().open("section").with("aria-labelledby", "pc-record");
        html.open("h2")
                .with("id", "pc-record")
                .text(wording.say("account.title"))
                .close();
        html.line("p", "", wording.say("account.text"));
        history(html);
        SubjectId subject = visitor.effective().given().subject();
        if (subject != null) {
            claim(html, subject);
            html.open("p")
                    .open("a")
                    .with("class", "pc-more")
                    .with("href", visitor.basePath() + "/" + ErasurePages.PATH);
            html.text(wording.say("account.erase-device")).close().close();
        }
        return html.close();
    }

    private void history(Html html) {
        List<Decision> decisions = new ArrayList<>();
        try {
            visitor.site().accounts().history(who, DeviceRecord.SHOWN + 1).stream()
                    .filter(entry -> !visitor.site().records().restricted().contains(entry.index()))
                    .flatMap(entry -> entry.entry().stream())
                    .forEach(entry -> {
                        if (entry instanceof DecisionRecorded recorded) {
                            decisions.add(recorded.decision());
                        }
                    });
        } catch (StoreException unavailable) {
            html.line("p", "", wording.say("record.unavailable"));
            return;
        }
        if (decisions.isEmpty()) {
            html.line("p", "", wording.say("record.nothing"));
            return;
        }
        new DeviceRecord(wording, visitor)
                .table(html, decisions.subList(0, Math.min(DeviceRecord.SHOWN, decisions.size())));
        if (decisions.size() > DeviceRecord.SHOWN) {
            html.line("p", "pc-quiet", wording.say("record.more", DeviceRecord.SHOWN));
        }
    }

    private void claim(Html html, SubjectId subject) {
        int claimable = claimable(subject);
        if (claimable == 0) {
            return;
        }
        html.line("h3", "", wording.say("claim.title"));
        html.line("p", "", wording.say("claim.text", claimable));
        html.line("p", "", wording.say("claim.effect"));
        html.open("form").with("method", "post").with("action", visitor.basePath() + "/" + ClaimFlow.PATH);
        PageQuery.hidden(html, "action", "save");
        if (!token.isEmpty()) {
            PageQuery.hidden(html, "token", token);
        }
        html.open("div").with("class", "pc-actions");
        html.open("button").with("type", "submit").with("class", Buttons.CLASS);
        html.text(wording.say("claim.button")).close().close().close();
    }

    private int claimable(SubjectId subject) {
        try {
            return visitor.site().accounts().claimable(subject);
        } catch (StoreException unavailable) {
            return 0;
        }
    }
}
