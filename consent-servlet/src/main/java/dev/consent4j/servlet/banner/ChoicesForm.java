package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.Use;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form a person sent, read strictly and bounded.
 *
 * <p>It is read through {@link HttpServletRequest#getParameterMap()}, so that a filter that has asked for parameters
 * before ours does no harm; one without a stated length is read here, because containers read far more than a form. One that has read the body itself leaves an empty form, which is answered with 400.
 *
 * @param action what the button said
 * @param purposes ids of purposes that were ticked
 * @param answered ids of purposes the form asked about, so that an empty box is an answer
 * @param objections ids of purposes objected to expressly
 * @param optOuts uses opted out of
 * @param decision id the form was made with; null if it names none
 * @param shown hash of the rendering it was part of; empty if it names none
 * @param served what was known of the page when it was served, sealed; empty if the form brings nothing
 * @param source where it stands
 * @param confirm the answer of the second step; null if this is none
 * @param common what travels through the form unchanged
 */
record ChoicesForm(
        Action action,
        Set<String> purposes,
        Set<String> answered,
        Set<String> objections,
        Set<Use> optOuts,
        @Nullable DecisionId decision,
        String shown,
        String served,
        Source source,
        @Nullable Boolean confirm,
        PageQuery common) {

    /** Bytes of a form, at most. */
    static final int MAX_BYTES = 16 * 1024;

    /** Fields of a form, at most. */
    static final int MAX_FIELDS = 400;

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final Set<Action> ACTIONS = EnumSet.of(
            Action.ACCEPT_ALL, Action.REJECT_ALL, Action.SAVE, Action.WITHDRAW, Action.OBJECT, Action.ACKNOWLEDGE);

    /** What became of reading. */
    sealed interface Reading {

        /** It is a form. */
        record Read(ChoicesForm form) implements Reading {}

        /** It is none; {@code status} says why. */
        record Refused(int status) implements Reading {}
    }

    static Reading read(HttpServletRequest request) {
        Map<String, String[]> fields;
        try {
            if (!isForm(request.getContentType())) {
                return new Reading.Refused(415);
            }
            if (request.getContentLengthLong() > MAX_BYTES) {
                return new Reading.Refused(413);
            }
            fields = request.getContentLengthLong() < 0 ? UnsizedForm.fields(request) : request.getParameterMap();
        } catch (RuntimeException | IOException malformed) {
            return new Reading.Refused(400);
        }
        if (length(fields) > MAX_BYTES) {
            return new Reading.Refused(413);
        }
        long count = fields.values().stream().mapToLong(values -> values.length).sum();
        return count > MAX_FIELDS ? new Reading.Refused(400) : of(fields);
    }

    private static boolean isForm(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    private static long length(Map<String, String[]> fields) {
        long length = 0;
        for (Map.Entry<String, String[]> field : fields.entrySet()) {
            for (String value : field.getValue()) {
                length += field.getKey().length() + (long) value.length();
            }
        }
        return length;
    }

    private static Reading of(Map<String, String[]> fields) {
        String button = first(fields, "action");
        Set<String> objections = all(fields, button.equals(Buttons.LIMIT.value()) ? Buttons.LIMIT.value() : "object");
        boolean allows = button.equals(Buttons.ALLOW_ASKED.value());
        boolean onlyAsked = allows || button.equals(Buttons.REFUSE_ASKED.value());
        Optional<Action> action = !objections.isEmpty()
                ? Optional.of(Action.OBJECT)
                : onlyAsked ? Optional.of(Action.SAVE) : action(button);
        if (action.isEmpty()) {
            return new Reading.Refused(400);
        }
        Set<Use> optOuts = EnumSet.noneOf(Use.class);
        if (action.get() == Action.OBJECT && objections.isEmpty()) {
            Set<String> uses = all(fields, "opt-out");
            Arrays.stream(Use.values()).filter(use -> uses.contains(use.id())).forEach(optOuts::add);
            if (optOuts.isEmpty()) {
                return new Reading.Refused(400);
            }
        }
        String confirm = first(fields, "confirm");
        return new Reading.Read(new ChoicesForm(
                action.get(),
                onlyAsked ? (allows ? all(fields, "answered") : Set.of()) : all(fields, "purpose"),
                all(fields, "answered"),
                objections,
                optOuts,
                DecisionId.parse(first(fields, "decision")).orElse(null),
                first(fields, "shown"),
                first(fields, "served"),
                first(fields, "source").equals(Source.BANNER.id()) ? Source.BANNER : Source.PREFERENCES,
                confirm.equals("1") ? Boolean.TRUE : confirm.equals("0") ? Boolean.FALSE : null,
                PageQuery.of(name -> first(fields, name))));
    }

    /** The button that was pressed, as far as the form tells; its rendering says on which surface. */
    Control control() {
        if (confirm != null) {
            return new Control(confirm ? "allow-anyway" : "keep-off");
        }
        if (action == Action.OBJECT) {
            return new Control(objections.isEmpty() ? "opt-out" : "object");
        }
        return new Control(action.id());
    }

    private static Optional<Action> action(String id) {
        return ACTIONS.stream().filter(action -> action.id().equals(id)).findFirst();
    }

    private static String first(Map<String, String[]> fields, String name) {
        String[] values = fields.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    private static Set<String> all(Map<String, String[]> fields, String name) {
        String[] values = fields.get(name);
        return values == null ? Set.of() : new LinkedHashSet<>(List.of(values));
    }
}
