package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The acts of a payload, each written once and then named by its position; so are the texts in them. */
final class ActTable {

    /** Acts in one payload at most; far more than a cookie has room for. */
    static final int MAX_ACTS = 2_047;

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final int MAX_DAY = 0xffff;

    /** Characters of a version or regime that travel; the policy allows no longer ones. */
    private static final int MAX_TEXT = 24;

    private static final int MAX_TEXT_BYTES = 3 * MAX_TEXT;

    private final Map<Act, Integer> positions = new LinkedHashMap<>();

    int position(Act act) {
        Integer known = positions.get(act);
        if (known != null) {
            return known;
        }
        positions.put(act, positions.size());
        return positions.size() - 1;
    }

    void write(PayloadWriter out) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        out.number(positions.size());
        for (Act act : positions.keySet()) {
            int day = day(act.day());
            out.number(act.number()).u16(day).u16(Math.max(day, day(act.until())));
            write(out, act.policyVersion(), texts);
            write(out, act.regime(), texts);
        }
    }

    /** Even: a text of half as many bytes follows. Odd: the text at half this position again. */
    private static void write(PayloadWriter out, String text, Map<String, Integer> texts) {
        Integer known = texts.putIfAbsent(text, texts.size());
        if (known != null) {
            out.number(2 * known + 1);
            return;
        }
        byte[] bytes = text.substring(0, Math.min(MAX_TEXT, text.length())).getBytes(StandardCharsets.UTF_8);
        out.number(2 * bytes.length).block(bytes);
    }

    private static int day(LocalDate day) {
        return (int) Math.max(0, Math.min(MAX_DAY, ChronoUnit.DAYS.between(FIRST_DAY, day)));
    }

    static List<Act> read(PayloadReader in) throws MalformedPayloadException {
        int count = in.number(MAX_ACTS);
        List<Act> acts = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = in.number(Act.MAX_NUMBER);
            int day = in.u16();
            int until = in.u16();
            if (until < day) {
                throw new MalformedPayloadException("an act ends before it began");
            }
            acts.add(new Act(
                    number, FIRST_DAY.plusDays(day), FIRST_DAY.plusDays(until), text(in, texts), text(in, texts)));
        }
        return acts;
    }

    private static String text(PayloadReader in, List<String> texts) throws MalformedPayloadException {
        int header = in.number(2 * Math.max(MAX_TEXT_BYTES, 2 * MAX_ACTS) + 1);
        boolean known = header % 2 == 1;
        int rest = header / 2;
        if (rest >= (known ? texts.size() : MAX_TEXT_BYTES + 1)) {
            throw new MalformedPayloadException("a text is out of range");
        }
        if (known) {
            return texts.get(rest);
        }
        String text = in.text(rest);
        texts.add(text);
        return text;
    }
}
