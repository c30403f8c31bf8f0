package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the script may read: {@code 1.<choices>.<ask-again day as yyyymmdd>.<policy version>}. The choices are base64url
 * of two bits a purpose, the highest first, in the order of the policy: 0 undecided, 1 granted, 2 denied; required
 * purposes count as granted. Nothing here is unique to a visitor, and the server never believes it.
 */
final class Choices {

    private static final int UNDECIDED = 0;
    private static final int GRANTED = 1;
    private static final int DENIED = 2;

    private Choices() {}

    static String text(GivenConsent given, Policy policy, LocalDate askAgain) {
        List<Purpose> purposes = policy.purposes();
        byte[] bits = new byte[(purposes.size() + 3) / 4];
        for (int i = 0; i < purposes.size(); i++) {
            bits[i / 4] |= (byte) (choice(given, purposes.get(i)) << 6 - 2 * (i % 4));
        }
        return "1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bits) + "."
                + askAgain.format(DateTimeFormatter.BASIC_ISO_DATE) + "."
                + policy.version();
    }

    private static int choice(GivenConsent given, Purpose purpose) {
        if (purpose.required()) {
            return GRANTED;
        }
        Answer answer = given.answers().get(purpose.id());
        boolean optedOut = given.optOuts().entrySet().stream()
                .anyMatch(each -> purpose.uses().contains(each.getKey()) && !isGrantAfter(answer, each.getValue()));
        Act rejectAll = given.rejectAll();
        if (optedOut || answer instanceof Answer.Denied || rejectAll != null && !isGrantAfter(answer, rejectAll)) {
            return DENIED;
        }
        return answer == null ? UNDECIDED : GRANTED;
    }

    private static boolean isGrantAfter(@Nullable Answer answer, Act act) {
        return answer instanceof Answer.Granted granted && granted.act().isAfter(act);
    }
}
