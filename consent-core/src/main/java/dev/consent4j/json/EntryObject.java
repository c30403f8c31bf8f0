package dev.consent4j.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.consent4j.policy.Named;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A JSON object of an entry, which notes the members read so that an unknown one is found; not thread safe. */
final class EntryObject {

    private static final int MAX_DEPTH = 8;

    private static final ObjectReader READER = new JsonMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(EntryJson.MAX_BYTES)
                            .build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode node;
    private final Set<String> read = new HashSet<>();

    private EntryObject(ObjectNode node) {
        this.node = node;
    }

    static EntryObject parse(byte[] bytes) throws MalformedEntryException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (READER.readTree(text) instanceof ObjectNode object) {
                return new EntryObject(object);
            }
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedEntryException("not UTF-8");
        } catch (JsonProcessingException notJson) {
            throw new MalformedEntryException("not JSON");
        }
        throw new MalformedEntryException("not a JSON object");
    }

    /** Refuses an object of which some member was not read. */
    void end() throws MalformedEntryException {
        if (read.size() != node.size()) {
            throw new MalformedEntryException("holds a member this version does not know");
        }
    }

    private JsonNode member(String name) throws MalformedEntryException {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new MalformedEntryException("'" + name + "' is missing");
        }
        read.add(name);
        return member;
    }

    private static MalformedEntryException wrong(String name, String expected) {
        return new MalformedEntryException("'" + name + "' is not " + expected);
    }

    private static String text(String name, JsonNode node) throws MalformedEntryException {
        if (!node.isTextual()) {
            throw wrong(name, "a string");
        }
        return node.textValue();
    }

    String string(String name) throws MalformedEntryException {
        return text(name, member(name));
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** The names of all members, for an object whose names are data. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    int number(String name) throws MalformedEntryException {
        JsonNode member = member(name);
        if (!member.isInt()) {
            throw wrong(name, "a whole number");
        }
        return member.intValue();
    }

    long index(String name) throws MalformedEntryException {
        JsonNode member = member(name);
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw wrong(name, "an index");
        }
        return member.longValue();
    }

    boolean flag(String name) throws MalformedEntryException {
        JsonNode member = member(name);
        if (!member.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return member.booleanValue();
    }

    EntryObject object(String name) throws MalformedEntryException {
        if (member(name) instanceof ObjectNode object) {
            return new EntryObject(object);
        }
        throw wrong(name, "an object");
    }

    /** The objects of a list. */
    List<EntryObject> objects(String name) throws MalformedEntryException {
        List<EntryObject> objects = new ArrayList<>();
        for (JsonNode each : list(name)) {
            if (!(each instanceof ObjectNode object)) {
                throw wrong(name, "a list of objects");
            }
            objects.add(new EntryObject(object));
        }
        return objects;
    }

    /** The strings of a list. */
    List<String> texts(String name) throws MalformedEntryException {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(name)) {
            texts.add(text(name, each));
        }
        return texts;
    }

    private JsonNode list(String name) throws MalformedEntryException {
        JsonNode list = member(name);
        if (!list.isArray()) {
            throw wrong(name, "a list");
        }
        return list;
    }

    /** The strings of an object by name. */
    Map<String, String> strings(String name) throws MalformedEntryException {
        Map<String, String> strings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object(name).node.properties()) {
            strings.put(each.getKey(), text(name, each.getValue()));
        }
        return strings;
    }

    <E extends Enum<E> & Named> E word(String name, Class<E> type) throws MalformedEntryException {
        return word(name, string(name), type);
    }

    static <E extends Enum<E> & Named> E word(String name, String id, Class<E> type) throws MalformedEntryException {
        return Named.find(type, id).orElseThrow(() -> wrong(name, "a word this version knows"));
    }

    <E extends Enum<E> & Named> List<E> words(String name, Class<E> type) throws MalformedEntryException {
        List<E> words = new ArrayList<>();
        for (String each : texts(name)) {
            words.add(word(name, each, type));
        }
        return words;
    }

    Instant time(String name) throws MalformedEntryException {
        try {
            return Instant.parse(string(name));
        } catch (DateTimeException noTime) {
            throw wrong(name, "a time");
        }
    }

    LocalDate day(String name) throws MalformedEntryException {
        try {
            return LocalDate.parse(string(name));
        } catch (DateTimeException noDay) {
            throw wrong(name, "a day");
        }
    }

    Duration duration(String name) throws MalformedEntryException {
        try {
            return Duration.parse(string(name));
        } catch (DateTimeException noDuration) {
            throw wrong(name, "a duration");
        }
    }
}
