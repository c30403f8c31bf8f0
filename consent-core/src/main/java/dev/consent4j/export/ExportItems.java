package dev.consent4j.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The lines of an export below its first one, in the one spelling each has. */
final class ExportItems {

    static final byte[] INDEX = utf8("{\"index\":");
    static final byte[] LEAF = utf8(",\"leaf\":\"");
    static final byte[] SALT = utf8("\",\"salt\":\"");
    static final byte[] ENTRY = utf8("\",\"entry\":");
    static final byte[] BYTES = utf8("\",\"bytes\":\"");
    static final byte[] CLOSED = utf8("\",\"closed\":true}");
    static final byte[] END_QUOTED = utf8("\"}");
    static final byte[] END_NUMBER = utf8("}");
    static final byte[] FROM = utf8("{\"from\":");
    static final byte[] TO = utf8(",\"to\":");
    static final byte[] HASHES = utf8(",\"hashes\":[\"");
    static final byte[] NEXT_HASH = utf8("\",\"");
    static final byte[] END_HASHES = utf8("\"]}");
    static final byte[] CHECKPOINT = utf8("{\"checkpoint\":");
    static final byte[] END = utf8("{\"end\":");

    private static final HexFormat HEX = HexFormat.of();

    private ExportItems() {}

    /** An entry whose bytes are one line of JSON. */
    static void entry(Line line, long index, byte[] leaf, byte[] salt, byte[] json) throws IOException {
        leaf(line, index, leaf);
        line.add(SALT).hex(salt).add(ENTRY).add(json).add(END_NUMBER).end();
    }

    /** An entry whose bytes are anything else. */
    static void encoded(Line line, long index, byte[] leaf, byte[] salt, byte[] bytes) throws IOException {
        leaf(line, index, leaf);
        line.add(SALT).hex(salt).add(BYTES).add(Base64.getEncoder().encode(bytes));
        line.add(END_QUOTED).end();
    }

    /** An entry that is out of scope. */
    static void closed(Line line, long index, byte[] leaf) throws IOException {
        leaf(line, index, leaf);
        line.add(CLOSED).end();
    }

    /** An entry of which the store holds the leaf hash only. */
    static void erased(Line line, long index, byte[] leaf) throws IOException {
        leaf(line, index, leaf);
        line.add(END_QUOTED).end();
    }

    /** An index at which the store holds nothing. */
    static void absent(Line line, long index) throws IOException {
        line.add(INDEX).add(index).add(END_NUMBER).end();
    }

    /** The roots of the largest full subtrees between two indexes, in order. */
    static void gap(Line line, long from, long to, List<byte[]> roots) throws IOException {
        line.add(FROM).add(from).add(TO).add(to);
        byte[] separator = HASHES;
        for (byte[] root : roots) {
            line.add(separator).hex(root);
            separator = NEXT_HASH;
        }
        line.add(END_HASHES).end();
    }

    /** A signed checkpoint, whose canonical JSON string is given. */
    static void checkpoint(Line line, String json) throws IOException {
        line.add(CHECKPOINT).add(utf8(json)).add(END_NUMBER).end();
    }

    static void end(Line line, long size) throws IOException {
        line.add(END).add(size).add(END_NUMBER).end();
    }

    private static void leaf(Line line, long index, byte[] leaf) throws IOException {
        line.add(INDEX).add(index).add(LEAF).hex(leaf);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line that is being written. */
    interface Line {
        Line add(byte[] bytes) throws IOException;

        default Line add(long number) throws IOException {
            return add(utf8(Long.toString(number)));
        }

        default Line hex(byte[] bytes) throws IOException {
            return add(utf8(HEX.formatHex(bytes)));
        }

        /** Ends the line. */
        void end() throws IOException;
    }
}
