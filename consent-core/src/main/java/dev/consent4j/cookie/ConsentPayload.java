package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.ConflictAnswered;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Given consent as bytes, in version 1 of the format.
 *
 * <p>In order: a byte of flags for what may be absent; the subject; the number of the last act; the acts; the positions
 * of the acts of a reject-all, of opt-outs and of signals, the latter two each after a mask; the mark of what is
 * unrecorded; the contradictions answered, their number first; the answers. Nothing may follow.
 */
final class ConsentPayload {

    private static final int SUBJECT = 1;
    private static final int REJECT_ALL = 2;
    private static final int OPT_OUTS = 4;
    private static final int SIGNALS = 8;
    private static final int UNRECORDED = 16;
    private static final int CONFLICTS = 32;
    private static final int ALL_FLAGS = 63;
    private static final int ID_BYTES = 16;
    private static final long MAX_SECOND = 0xffff_ffffL;

    private ConsentPayload() {}

    static void write(PayloadWriter out, GivenConsent given, PurposeTags tags) {
        AnswerGroups answers = AnswerGroups.of(given, tags);
        ActTable acts = new ActTable();
        Act rejectAll = given.rejectAll();
        if (rejectAll != null) {
            acts.position(rejectAll);
        }
        given.optOuts().values().forEach(acts::position);
        given.signals().values().forEach(acts::position);
        answers.enter(acts);

        SubjectId subject = given.subject();
        Unrecorded unrecorded = given.unrecorded();
        out.u8((subject == null ? 0 : SUBJECT)
                | (rejectAll == null ? 0 : REJECT_ALL)
                | (given.optOuts().isEmpty() ? 0 : OPT_OUTS)
                | (given.signals().isEmpty() ? 0 : SIGNALS)
                | (unrecorded == null ? 0 : UNRECORDED)
                | (given.conflicts().isEmpty() ? 0 : CONFLICTS));
        if (subject != null) {
            out.block(subject.bits());
        }
        out.number(given.acts());
        acts.write(out);
        if (rejectAll != null) {
            out.number(acts.position(rejectAll));
        }
        writeActs(out, Codes.USES, given.optOuts(), acts);
        writeActs(out, Codes.SIGNALS, given.signals(), acts);
        if (unrecorded != null) {
            write(out, unrecorded);
        }
        if (!given.conflicts().isEmpty()) {
            out.number(given.conflicts().size());
            given.conflicts().forEach(each -> out.number(each.act()).u32(Integer.toUnsignedLong(each.decision())));
        }
        answers.write(out, acts);
    }

    private static <T> void writeActs(PayloadWriter out, List<T> codes, Map<T, Act> byCode, ActTable acts) {
        int mask = 0;
        for (int i = 0; i < codes.size(); i++) {
            mask |= byCode.containsKey(codes.get(i)) ? 1 << i : 0;
        }
        if (mask != 0) {
            out.u8(mask);
        }
        for (T code : codes) {
            Act act = byCode.get(code);
            if (act != null) {
                out.number(acts.position(act));
            }
        }
    }

    private static void write(PayloadWriter out, Unrecorded unrecorded) {
        out.block(unrecorded.id().bits())
                .u32(Math.max(0, Math.min(MAX_SECOND, unrecorded.time().getEpochSecond())))
                .number(Codes.ACTIONS.indexOf(unrecorded.action()))
                .number(Codes.SOURCES.indexOf(unrecorded.source()))
                .number(unrecorded.fromAct());
    }

    static GivenConsent read(PayloadReader in, PurposeTags tags) throws MalformedPayloadException {
        int flags = in.u8();
        if (flags > ALL_FLAGS) {
            throw new MalformedPayloadException("a flag is unknown");
        }
        SubjectId subject = (flags & SUBJECT) == 0 ? null : SubjectId.of(in.block(ID_BYTES));
        int last = in.number(Act.MAX_NUMBER);
        List<Act> acts = ActTable.read(in);
        Act rejectAll = (flags & REJECT_ALL) == 0 ? null : in.oneOf(acts);
        var optOuts = readActs(in, Codes.USES, (flags & OPT_OUTS) != 0, acts);
        var signals = readActs(in, Codes.SIGNALS, (flags & SIGNALS) != 0, acts);
        Unrecorded unrecorded = (flags & UNRECORDED) == 0 ? null : readUnrecorded(in);
        List<ConflictAnswered> conflicts = (flags & CONFLICTS) == 0 ? List.of() : readConflicts(in);
        Map<String, Answer> answers = AnswerGroups.read(in, acts, tags);
        in.end();
        return new GivenConsent(subject, last, answers, rejectAll, optOuts, signals, unrecorded, conflicts);
    }

    private static List<ConflictAnswered> readConflicts(PayloadReader in) throws MalformedPayloadException {
        int count = in.number(ConflictAnswered.MAX_ON_DEVICE);
        List<ConflictAnswered> conflicts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            conflicts.add(new ConflictAnswered(in.number(Act.MAX_NUMBER), (int) in.u32()));
        }
        return conflicts;
    }

    private static <T> Map<T, Act> readActs(PayloadReader in, List<T> codes, boolean present, List<Act> acts)
            throws MalformedPayloadException {
        if (!present) {
            return Map.of();
        }
        int mask = in.u8();
        if (mask == 0 || mask >= 1 << codes.size()) {
            throw new MalformedPayloadException("a mask is out of range");
        }
        Map<T, Act> byCode = new HashMap<>();
        for (int i = 0; i < codes.size(); i++) {
            if ((mask & 1 << i) != 0) {
                byCode.put(codes.get(i), in.oneOf(acts));
            }
        }
        return byCode;
    }

    private static @Nullable Unrecorded readUnrecorded(PayloadReader in) throws MalformedPayloadException {
        return new Unrecorded(
                DecisionId.of(in.block(ID_BYTES)),
                Instant.ofEpochSecond(in.u32()),
                in.oneOf(Codes.ACTIONS),
                in.oneOf(Codes.SOURCES),
                in.number(Act.MAX_NUMBER));
    }
}
