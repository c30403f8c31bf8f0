package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.OrderedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a payload, grouped by what they say, so that a purpose takes the two bytes of its tag.
 *
 * <p>A group: a byte that says what, the position of its act, that of the act of the replaced denial if there is one,
 * the number of tags, the tags. The byte: bit 0 granted; of a denial bits 1 and 2 its code; of a grant bits 1 and 2 the
 * code of its form, bit 3 conflict named, bit 4 two steps, bit 5 a denial was replaced, bits 6 and 7 the code of that.
 */
final class AnswerGroups {

    private static final int GRANTED = 1;
    private static final int CONFLICT_NAMED = 8;
    private static final int TWO_STEPS = 16;
    private static final int REPLACED = 32;
    private static final int MAX_TAGS = 0xffff;

    private final Map<Answer, List<Integer>> tags = new LinkedHashMap<>();

    static AnswerGroups of(GivenConsent given, PurposeTags known) {
        AnswerGroups groups = new AnswerGroups();
        given.answers().forEach((purpose, answer) -> {
            Integer tag = known.tag(purpose);
            if (tag != null) {
                groups.tags
                        .computeIfAbsent(answer, ignored -> new ArrayList<>())
                        .add(tag);
            }
        });
        return groups;
    }

    void enter(ActTable acts) {
        for (Answer answer : tags.keySet()) {
            acts.position(answer.act());
            if (answer instanceof Answer.Granted granted && granted.replaced() != null) {
                acts.position(granted.replaced().act());
            }
        }
    }

    void write(PayloadWriter out, ActTable acts) {
        out.number(tags.size());
        tags.forEach((answer, of) -> {
            out.u8(code(answer)).number(acts.position(answer.act()));
            if (answer instanceof Answer.Granted granted && granted.replaced() != null) {
                out.number(acts.position(granted.replaced().act()));
            }
            out.number(of.size());
            of.forEach(out::u16);
        });
    }

    private static int code(Answer answer) {
        if (answer instanceof Answer.Granted granted) {
            Answer.Denied replaced = granted.replaced();
            return GRANTED
                    | Codes.FORMS.indexOf(granted.form()) << 1
                    | (granted.conflictNamed() ? CONFLICT_NAMED : 0)
                    | (granted.twoSteps() ? TWO_STEPS : 0)
                    | (replaced == null ? 0 : REPLACED | Codes.DENIALS.indexOf(replaced.denial()) << 6);
        }
        return Codes.DENIALS.indexOf(((Answer.Denied) answer).denial()) << 1;
    }

    static Map<String, Answer> read(PayloadReader in, List<Act> acts, PurposeTags known)
            throws MalformedPayloadException {
        @Nullable Answer[] byRank = new Answer[known.size()];
        int groups = in.number(MAX_TAGS);
        for (int i = 0; i < groups; i++) {
            Answer answer = answer(in, acts);
            int count = in.number(MAX_TAGS);
            for (int j = 0; j < count; j++) {
                int rank = known.rank(in.u16());
                if (rank >= 0 && byRank[rank] != null) {
                    throw new MalformedPayloadException("a purpose is answered twice");
                }
                if (rank >= 0) {
                    byRank[rank] = answer;
                }
            }
        }
        return inOrder(byRank, known);
    }

    private static Map<String, Answer> inOrder(@Nullable Answer[] byRank, PurposeTags known) {
        List<String> purposes = new ArrayList<>(byRank.length);
        List<Answer> answers = new ArrayList<>(byRank.length);
        for (int i = 0; i < byRank.length; i++) {
            Answer answer = byRank[i];
            if (answer != null) {
                purposes.add(known.purpose(i));
                answers.add(answer);
            }
        }
        return OrderedMap.of(purposes, answers);
    }

    private static Answer answer(PayloadReader in, List<Act> acts) throws MalformedPayloadException {
        int code = in.u8();
        Act act = in.oneOf(acts);
        if ((code & GRANTED) == 0) {
            return new Answer.Denied(act, of(Codes.DENIALS, code >> 1));
        }
        Answer.Denied replaced = null;
        if ((code & REPLACED) != 0) {
            replaced = new Answer.Denied(in.oneOf(acts), of(Codes.DENIALS, code >> 6));
        } else if (code >> 6 != 0) {
            throw new MalformedPayloadException("an answer is unknown");
        }
        return new Answer.Granted(
                act, of(Codes.FORMS, code >> 1 & 3), (code & CONFLICT_NAMED) != 0, (code & TWO_STEPS) != 0, replaced);
    }

    private static <T> T of(List<T> codes, int code) throws MalformedPayloadException {
        if (code >= codes.size()) {
            throw new MalformedPayloadException("an answer is unknown");
        }
        return codes.get(code);
    }
}
