package dev.consent4j.cookie;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Takes numbers and texts from bytes, in order, and nothing that is not there. */
final class PayloadReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    PayloadReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int u8() throws MalformedPayloadException {
        if (at >= end) {
            throw new MalformedPayloadException("it ends early");
        }
        return bytes[at++] & 0xff;
    }

    int u16() throws MalformedPayloadException {
        return u8() << 8 | u8();
    }

    long u32() throws MalformedPayloadException {
        return (long) u16() << 16 | u16();
    }

    /** A number in groups of seven bits, the lowest first, in the fewest groups. */
    int number(int max) throws MalformedPayloadException {
        int value = 0;
        for (int shift = 0; shift <= 14; shift += 7) {
            int group = u8();
            value |= (group & 0x7f) << shift;
            if (group < 0x80) {
                if (value > max || group == 0 && shift > 0) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedPayloadException("a number is out of range");
    }

    byte[] block(int length) throws MalformedPayloadException {
        if (end - at < length) {
            throw new MalformedPayloadException("it ends early");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String text(int length) throws MalformedPayloadException {
        return new String(block(length), StandardCharsets.UTF_8);
    }

    <T> T oneOf(List<T> values) throws MalformedPayloadException {
        int index = number(Integer.MAX_VALUE);
        if (index >= values.size()) {
            throw new MalformedPayloadException("an index is out of range");
        }
        return values.get(index);
    }

    void end() throws MalformedPayloadException {
        if (at != end) {
            throw new MalformedPayloadException("it has bytes to spare");
        }
    }
}
