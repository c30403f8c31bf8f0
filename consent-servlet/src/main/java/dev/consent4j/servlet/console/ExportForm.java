package dev.consent4j.servlet.console;

import dev.consent4j.SiteConsent;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.export.ExportFormat;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.ExportScope;
import dev.consent4j.policy.Named;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The form in which an export is asked for, as it was filled, with what is wrong with it. Used by one request. */
final class ExportForm {

    /** Last part of the page's path. */
    static final String PATH = "export";

    private static final String FORMAT = "format";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String KIND = "kind";
    private static final String SUBJECT = "subject";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String PURPOSE = "purpose";
    private static final String RECIPIENT = "recipient";
    private static final String DESTROY_BY = "destroyBy";
    private static final String RESTRICTED = "restricted";
    private static final String YES = "yes";

    private final UnaryOperator<String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();

    ExportForm(UnaryOperator<String> values) {
        this.values = values;
    }

    private String value(String name) {
        return values.apply(name).strip();
    }

    /** The request this form makes; null if something is wrong with it. */
    @Nullable
    ExportRequest request(SiteConsent site, String reader) {
        LocalDate destroyBy = day(DESTROY_BY);
        ExportFormat format = Named.find(ExportFormat.class, value(FORMAT)).orElse(null);
        if (format == null) {
            errors.put(FORMAT, "Choose a format.");
        }
        ExportRequest request = new ExportRequest(
                format == null ? ExportFormat.JSON_LINES : format,
                range(),
                new ExportScope(kinds(), subject(), instant(SINCE), instant(UNTIL)),
                value(PURPOSE),
                value(RECIPIENT),
                destroyBy == null ? LocalDate.MIN : destroyBy,
                reader,
                value(RESTRICTED).equals(YES));
        for (String problem : request.problems(site.today())) {
            int colon = problem.indexOf(':');
            String text = problem.substring(colon + 2);
            errors.putIfAbsent(
                    problem.substring(0, colon), text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
        }
        return errors.isEmpty() ? request : null;
    }

    void refuse(String field, String why) {
        errors.put(field, why);
    }

    private @Nullable IndexRange range() {
        if (value(FROM).isEmpty() && value(TO).isEmpty()) {
            return null;
        }
        try {
            long from = value(FROM).isEmpty() ? 0 : Long.parseLong(value(FROM));
            long last = value(TO).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(value(TO));
            return new IndexRange(from, Math.addExact(last, 1));
        } catch (IllegalArgumentException | ArithmeticException noRange) {
            errors.put(FROM, "Name a first index from 0 and a last one not below it, or leave both empty.");
            return null;
        }
    }

    private Set<EntryKind> kinds() {
        String id = value(KIND);
        if (id.isEmpty()) {
            return Set.of();
        }
        return Named.find(EntryKind.class, id).map(Set::of).orElseGet(() -> {
            errors.put(KIND, "Choose a kind.");
            return Set.of();
        });
    }

    private @Nullable SubjectId subject() {
        String text = value(SUBJECT);
        SubjectId subject = SubjectId.parse(text).orElse(null);
        if (subject == null && !text.isEmpty()) {
            errors.put(SUBJECT, "This is no pseudonym; it has 22 characters.");
        }
        return subject;
    }

    private @Nullable LocalDate day(String name) {
        try {
            return value(name).isEmpty() ? null : LocalDate.parse(value(name));
        } catch (DateTimeParseException noDay) {
            errors.put(name, "Write a day such as 2027-01-31.");
            return null;
        }
    }

    private @Nullable Instant instant(String name) {
        LocalDate day = day(name);
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    String html(ConsoleFrame frame, SiteConsent site) {
        String id = site.site().id();
        Html html = frame.open("Export", List.of(new Crumb("Sites", ""), new Crumb(id, "/" + id)));
        html.line(
                "p",
                "",
                "An export is recorded before its first byte leaves: by whom, what for, for whom, and until when. JSON"
                        + " Lines can be verified without this server; what is out of scope is in it as leaf hashes only.");
        if (!errors.isEmpty()) {
            html.open("div").with("role", "alert").with("class", "cc-errors");
            html.line("p", "", "Nothing was exported:").open("ul");
            errors.forEach((name, error) -> html.open("li")
                    .open("a")
                    .with("href", "#cc-" + name)
                    .text(error)
                    .close()
                    .close());
            html.close().close();
        }
        html.open("form").with("method", "post").with("class", "cc-export");
        html.with("action", frame.base() + "/" + id + "/" + PATH);
        text(html, PURPOSE, "Purpose", "What for, such as “audit 2026, file 4711”. No names of visitors.", true);
        text(html, RECIPIENT, "Recipient", "Who gets it.", true);
        input(html, DESTROY_BY, "To be destroyed by", "", "date", true);
        List<String> formats = new ArrayList<>();
        List<String> kinds = new ArrayList<>(List.of(""));
        for (ExportFormat format : ExportFormat.values()) {
            formats.add(format.id());
        }
        for (EntryKind kind : EntryKind.values()) {
            kinds.add(kind.id());
        }
        select(html, FORMAT, "Format", formats);
        select(html, KIND, "Kind of entries", kinds);
        input(html, FROM, "First index", "Empty for the beginning.", "number", false);
        input(html, TO, "Last index", "Empty for the end.", "number", false);
        input(html, SINCE, "From day (UTC)", "", "date", false);
        input(html, UNTIL, "Before day (UTC)", "", "date", false);
        text(html, SUBJECT, "Only this subject", "A pseudonym; empty for everybody.", false);
        html.open("p").open("label").with("for", "cc-" + RESTRICTED);
        html.text("Restricted entries too (asked to be erased, still owed); the purpose is the reason")
                .close();
        html.empty("input").with("id", "cc-" + RESTRICTED).with("name", RESTRICTED);
        html.with("type", "checkbox").with("value", YES);
        html.withIf(value(RESTRICTED).equals(YES), "checked", "checked").close();
        html.open("p")
                .open("button")
                .with("type", "submit")
                .text("Export")
                .close()
                .close()
                .close();
        return ConsoleFrame.close(html).toString();
    }

    private void text(Html html, String name, String label, String hint, boolean required) {
        input(html, name, label, hint, "text", required);
    }

    private void input(Html html, String name, String label, String hint, String type, boolean required) {
        label(html, name, label + (required ? "" : " (optional)"));
        html.empty("input").with("id", "cc-" + name).with("name", name).with("type", type);
        html.with("value", value(name)).with("autocomplete", "off");
        html.withIf(required, "required", "required");
        if (type.equals("text")) {
            html.with("maxlength", String.valueOf(ExportRequest.MAX_TEXT));
        } else if (type.equals("number")) {
            html.with("min", "0");
        }
        described(html, name, hint);
        html.close();
    }

    private void select(Html html, String name, String label, List<String> ids) {
        label(html, name, label);
        html.open("select").with("id", "cc-" + name).with("name", name);
        boolean wrong = errors.containsKey(name);
        html.withIf(wrong, "aria-invalid", "true").withIf(wrong, "aria-describedby", "cc-" + name + "-hint");
        for (String each : ids) {
            html.open("option").with("value", each).withIf(each.equals(value(name)), "selected", "selected");
            html.text(each.isEmpty() ? "all" : each).close();
        }
        html.close();
        hint(html, name, "");
        html.close();
    }

    private static void label(Html html, String name, String label) {
        html.open("p");
        html.open("label").with("for", "cc-" + name).text(label).close();
    }

    private void described(Html html, String name, String hint) {
        boolean wrong = errors.containsKey(name);
        html.withIf(wrong, "aria-invalid", "true");
        html.withIf(wrong || !hint.isEmpty(), "aria-describedby", "cc-" + name + "-hint");
        hint(html, name, hint);
    }

    private void hint(Html html, String name, String hint) {
        String error = errors.getOrDefault(name, "");
        String text = error.isEmpty() ? hint : error;
        if (!text.isEmpty()) {
            html.open("span").with("id", "cc-" + name + "-hint");
            html.with("class", error.isEmpty() ? "cc-hint" : "cc-error")
                    .text(text)
                    .close();
        }
    }
}
