package dev.consent4j.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.consent4j.policy.Problem;
import java.util.List;

/** Tells in plain words why a text is no JSON, with line and column. */
final class SyntaxProblem {

    private static final int SHOWN = 20;

    /** What is said where the parser's own message holds a phrase; the first that fits counts. */
    private static final List<Phrase> PHRASES = List.of(
            new Phrase("colon", "a ':' is missing", "Write it between the field name and its value."),
            new Phrase("field name", "a field name is expected", "Put each field name in double quotes."),
            new Phrase("comma to separate", "a ',' is missing", "Write it before this, or close what is open."),
            new Phrase(
                    "Illegal unquoted character",
                    "a string is not closed on its line",
                    "Close it with a double quote."),
            new Phrase("escape", "a string holds a '\\' that begins no escape", "Write '\\\\' for a backslash."),
            new Phrase("close marker", "a bracket closes nothing that is open", "Pair '{' with '}' and '[' with ']'."));

    private record Phrase(String original, String message, String suggestion) {}

    private SyntaxProblem() {}

    static Problem of(JsonProcessingException notJson, String text) {
        JsonLocation location = notJson.getLocation();
        int line = location == null ? 1 : Math.max(1, location.getLineNr());
        String row = text.lines().skip(line - 1L).findFirst().orElse("");
        // The parser points beyond the end where the text ends too early.
        int column = location == null ? 1 : Math.max(1, Math.min(location.getColumnNr(), row.length() + 1));
        String rest = row.substring(column - 1).strip();
        String near = rest.isEmpty() ? "" : " at " + Problem.quoted(rest.substring(0, Math.min(rest.length(), SHOWN)));
        Problem told = told(notJson, near);
        return new Problem("$", line, "syntax error in column " + column + ": " + told.message(), told.suggestion());
    }

    private static Problem told(JsonProcessingException notJson, String near) {
        String original = notJson.getOriginalMessage() == null ? "" : notJson.getOriginalMessage();
        if (notJson instanceof LocatedParser.EmptyText) {
            return Problem.at(
                    "$", "the text is empty.", "Write a policy: an object with at least a version and a controller.");
        }
        if (notJson instanceof LocatedParser.TrailingContent) {
            return Problem.at("$", "something follows after the end" + near + ".", "Take it out, or check the braces.");
        }
        if (notJson instanceof JsonEOFException) {
            return Problem.at("$", "the text ends too early.", "Close every '{', '[', '\"' and '/*' that is open.");
        }
        if (notJson instanceof StreamConstraintsException) {
            return original.contains("nesting depth")
                    ? Problem.at(
                            "$",
                            "objects and lists nest deeper than " + LocatedParser.MAX_DEPTH + " levels.",
                            "Check the braces; a policy needs less than ten.")
                    : Problem.at("$", "a name, a string or a number is too long.", "Shorten it.");
        }
        return PHRASES.stream()
                .filter(phrase -> original.contains(phrase.original))
                .findFirst()
                .map(phrase -> Problem.at("$", phrase.message + near + ".", phrase.suggestion))
                .orElseGet(() -> Problem.at(
                        "$",
                        "this is no JSON value" + near + ".",
                        "Strings stand in double quotes; comments begin with // or stand between /* and */."));
    }
}
