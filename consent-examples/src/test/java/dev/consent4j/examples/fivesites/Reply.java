package dev.consent4j.examples.fivesites;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An HTTP response as it came over the wire. */
record Reply(int status, List<Field> headers, String body) {

    /** One header line. */
    record Field(String name, String value) {}

    /** Every value of a header. */
    List<String> all(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    /** The cookies it sets or deletes. */
    List<SetCookie> cookies() {
        return all("Set-Cookie").stream().map(SetCookie::parse).toList();
    }

    /** Names of the cookies it sets; not of those it deletes. */
    List<String> cookieNames() {
        return cookies().stream()
                .filter(cookie -> !cookie.deletes())
                .map(SetCookie::name)
                .toList();
    }

    static Reply parse(byte[] bytes) throws IOException {
        int end = 0;
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no response: " + all);
        }
        String[] lines = all.substring(0, end).split("\r\n");
        List<Field> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(new Field(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        boolean chunked = headers.stream()
                .anyMatch(field -> field.name().equalsIgnoreCase("Transfer-Encoding")
                        && field.value().equalsIgnoreCase("chunked"));
        byte[] body = java.util.Arrays.copyOfRange(bytes, end + 4, bytes.length);
        return new Reply(
                Integer.parseInt(lines[0].split(" ")[1]),
                List.copyOf(headers),
                new String(chunked ? joined(body) : body, StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < chunks.length) {
            int line = at;
            while (chunks[line] != '\r') {
                line++;
            }
            int size = Integer.parseInt(new String(chunks, at, line - at, StandardCharsets.US_ASCII), 16);
            out.write(chunks, line + 2, size);
            if (size == 0) {
                break;
            }
            at = line + 2 + size + 2;
        }
        return out.toByteArray();
    }
}
