package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Controller;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.page.Html;

/** Who is responsible, how to reach them, and which policy this is. */
record PageFoot(Offer offer) {

    void add(Html html) {
        Wording wording = offer.wording();
        Policy policy = offer.policy();
        Controller controller = policy.controller();
        html.open("footer").with("class", "pc-foot");
        if (!controller.name().isBlank()) {
            html.line("p", "", wording.say("footer.controller") + ": " + controller.name());
        }
        if (!controller.contact().isBlank()) {
            html.open("p").text(wording.say("footer.contact") + ": ");
            new Links(html).add(controller.contact(), Links.host(controller.contact()));
            html.close();
        }
        html.open("p");
        policy.link().ifPresent(link -> {
            new Links(html).add(link, wording.say("footer.policy"));
            html.text(" · ");
        });
        html.text(wording.say("footer.version", policy.version())).close().close();
    }
}
