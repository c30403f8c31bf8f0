package dev.consent4j.json;

import java.util.List;
import java.util.Map;

/** A JSON value that knows where in the text it is. */
sealed interface LocatedNode {

    /** Where it is. */
    Place place();

    /** What it is, as a person would say it. */
    String kind();

    /**
     * A place in the text.
     *
     * @param path the path to it, such as {@code purposes[2].id}; empty for the whole
     * @param line its line, from 1
     * @param order its position among all values; those of the same text can be sorted by it
     */
    record Place(String path, int line, int order) {

        /** The path to a member. */
        String member(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    /** An object; of members with one name the first counts. */
    record ObjectNode(Place place, Map<String, LocatedNode> members) implements LocatedNode {
        @Override
        public String kind() {
            return "an object";
        }
    }

    /** An array. */
    record ArrayNode(Place place, List<LocatedNode> items) implements LocatedNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A string. */
    record StringNode(Place place, String value) implements LocatedNode {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number, as written. */
    record NumberNode(Place place, String digits) implements LocatedNode {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record FlagNode(Place place, boolean value) implements LocatedNode {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** Null. */
    record NullNode(Place place) implements LocatedNode {
        @Override
        public String kind() {
            return "null";
        }
    }
}
