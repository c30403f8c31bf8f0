package dev.consent4j.servlet.console;

/** Lays canonical JSON out over lines, for reading only. */
final class JsonLayout {

    private static final int INDENT = 2;

    private JsonLayout() {}

    static String of(String canonical) {
        StringBuilder out = new StringBuilder(canonical.length() * 2);
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (inString) {
                out.append(c);
                if (c == '\\' && i + 1 < canonical.length()) {
                    out.append(canonical.charAt(++i));
                } else if (c == '"') {
                    inString = false;
                }
                continue;
            }
            switch (c) {
                case '{', '[' -> {
                    out.append(c);
                    boolean isEmpty = i + 1 < canonical.length() && "}]".indexOf(canonical.charAt(i + 1)) >= 0;
                    if (isEmpty) {
                        out.append(canonical.charAt(++i));
                    } else {
                        line(out, ++depth);
                    }
                }
                case '}', ']' -> {
                    line(out, --depth);
                    out.append(c);
                }
                case ',' -> {
                    out.append(c);
                    line(out, depth);
                }
                case ':' -> out.append(": ");
                case '"' -> {
                    out.append(c);
                    inString = true;
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, int depth) {
        out.append('\n').append(" ".repeat(Math.max(0, depth) * INDENT));
    }
}
