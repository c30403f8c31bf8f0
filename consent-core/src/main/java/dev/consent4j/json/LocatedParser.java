package dev.consent4j.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.consent4j.json.LocatedNode.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns JSON text, in which comments and trailing commas are allowed, into located nodes. */
final class LocatedParser {

    /** How deep objects and lists may nest; a policy needs less than ten levels. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_STRING = 256 * 1_024;
    private static final int MAX_NAME = 1_024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build();

    private final JsonParser parser;
    private final Report report;
    private int order;

    private LocatedParser(JsonParser parser, Report report) {
        this.parser = parser;
        this.report = report;
    }

    /**
     * The value a text holds.
     *
     * @throws JsonProcessingException where the text is no JSON, with the place
     */
    static LocatedNode parse(String text, Report report) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            LocatedParser located = new LocatedParser(parser, report);
            LocatedNode node = located.node(located.here(""));
            if (parser.nextToken() != null) {
                throw new TrailingContent(parser);
            }
            return node;
        } catch (JsonProcessingException notJson) {
            throw notJson;
        } catch (IOException cannotBe) {
            throw new UncheckedIOException("reading from memory", cannotBe);
        }
    }

    private Place here(String path) {
        Place place = new Place(path, parser.currentTokenLocation().getLineNr(), order++);
        report.seen(place);
        return place;
    }

    private LocatedNode node(Place place) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new EmptyText(parser);
        }
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> new LocatedNode.StringNode(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LocatedNode.NumberNode(place, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new LocatedNode.FlagNode(place, token == JsonToken.VALUE_TRUE);
            default -> new LocatedNode.NullNode(place);
        };
    }

    private LocatedNode object(Place place) throws IOException {
        Map<String, LocatedNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                int line = parser.currentTokenLocation().getLineNr();
                report.add(
                        new Place(place.member(name), line, order++),
                        "appears twice in one object.",
                        "Keep one of the two.");
                parser.nextToken();
                // What the second one holds is read for its syntax only.
                new LocatedParser(parser, new Report()).node(new Place("", line, 0));
            } else {
                Place member = here(place.member(name));
                parser.nextToken();
                members.put(name, node(member));
            }
        }
        return new LocatedNode.ObjectNode(place, members);
    }

    private LocatedNode array(Place place) throws IOException {
        List<LocatedNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(here(place.path() + "[" + items.size() + "]")));
        }
        return new LocatedNode.ArrayNode(place, items);
    }

    /** The text holds nothing. */
    static final class EmptyText extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        EmptyText(JsonParser parser) {
            super("empty", parser.currentLocation());
        }
    }

    /** Something follows after the value. */
    static final class TrailingContent extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        TrailingContent(JsonParser parser) {
            super("trailing", parser.currentTokenLocation());
        }
    }
}
