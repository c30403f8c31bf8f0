package dev.consent4j.cookie;

import java.util.Arrays;

/** Collects what {@link PayloadReader} takes. */
final class PayloadWriter {

    private byte[] bytes = new byte[192];
    private int size;

    PayloadWriter u8(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
        return this;
    }

    PayloadWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    PayloadWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    PayloadWriter number(int value) {
        int rest = value;
        while (rest > 0x7f) {
            u8(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        return u8(rest);
    }

    PayloadWriter block(byte[] block) {
        for (byte each : block) {
            u8(each);
        }
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
