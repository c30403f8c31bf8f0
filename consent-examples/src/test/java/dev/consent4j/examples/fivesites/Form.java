package dev.consent4j.examples.fivesites;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a page, as a browser without script submits it.
 *
 * @param action where it is posted
 * @param fields what it sends whatever button is pressed
 * @param buttons its buttons, in order
 */
record Form(String action, List<Reply.Field> fields, List<Reply.Field> buttons) {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern CHECKED = Pattern.compile("\\schecked\\b");
    private static final Pattern INPUT = Pattern.compile("<(input|button)\\b([^>]*)>");

    /** Every form of a page, with the buttons elsewhere on the page that belong to it. */
    static List<Form> all(String html) {
        List<Form> forms = new ArrayList<>();
        Matcher form = FORM.matcher(html);
        while (form.find()) {
            List<Reply.Field> fields = new ArrayList<>();
            List<Reply.Field> buttons = new ArrayList<>();
            collect(form.group(2), "", fields, buttons);
            String id = attribute(form.group(1), "id");
            if (!id.isEmpty()) {
                collect(html, id, fields, buttons);
            }
            forms.add(new Form(attribute(form.group(1), "action"), List.copyOf(fields), List.copyOf(buttons)));
        }
        return forms;
    }

    private static void collect(String html, String form, List<Reply.Field> fields, List<Reply.Field> buttons) {
        Matcher input = INPUT.matcher(html);
        while (input.find()) {
            String attributes = input.group(2);
            if (attribute(attributes, "form").equals(form)) {
                Reply.Field field = new Reply.Field(attribute(attributes, "name"), attribute(attributes, "value"));
                String type = attribute(attributes, "type");
                boolean box = type.equals("checkbox") || type.equals("radio");
                if (input.group(1).equals("button") || type.equals("submit")) {
                    buttons.add(field);
                } else if (!box || CHECKED.matcher(attributes).find()) {
                    fields.add(field);
                }
            }
        }
    }

    /** The form of a page that has a button. */
    static Form withButton(String html, String name, String value) {
        Predicate<Reply.Field> wanted =
                button -> button.name().equals(name) && button.value().equals(value);
        return all(html).stream()
                .filter(form -> form.buttons().stream().anyMatch(wanted)
                        || form.fields().stream().anyMatch(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form with " + name + "=" + value + " in " + html));
    }

    /** What is sent when a button is pressed. */
    List<Reply.Field> pressed(String name, String value) {
        List<Reply.Field> sent = new ArrayList<>(fields);
        Reply.Field button = new Reply.Field(name, value);
        if (!sent.contains(button)) {
            sent.add(button);
        }
        return List.copyOf(sent);
    }

    private static String attribute(String attributes, String name) {
        Matcher matcher = Pattern.compile("(?:^|\\s)" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))")
                .matcher(attributes);
        if (!matcher.find()) {
            return "";
        }
        for (int i = 1; i <= 3; i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i)
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&");
            }
        }
        return "";
    }
}
