package dev.consent4j.servlet.request;

import dev.consent4j.evaluation.EffectiveConsent;
import java.util.List;

/** The answers when the filter did not see a request. */
enum NoFilter implements ConsentSource {
    INSTANCE;

    @Override
    public EffectiveConsent effective() {
        return NothingDeclared.consent();
    }

    @Override
    public EffectiveConsent denied() {
        return NothingDeclared.consent();
    }

    @Override
    public boolean asked() {
        return true;
    }

    @Override
    public List<GateOutcome> outcomes() {
        return List.of();
    }

    @Override
    public String banner() {
        return "";
    }

    @Override
    public String choicesPath() {
        return "/privacy/choices";
    }
}
