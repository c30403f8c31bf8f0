package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Controller;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.page.Html;
import java.util.stream.Collectors;

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
        line(html, "footer.address", controller.address());
        contact(html, "footer.contact", controller.contact());
        contact(html, "footer.officer", controller.dataProtectionOfficer());
        contact(html, "footer.complaints", controller.complaints());
        line(
                html,
                "footer.stored-in",
                controller.storedIn().stream().map(wording::country).collect(Collectors.joining(", ")));
        html.open("p");
        policy.link().ifPresent(link -> {
            new Links(html).add(link, wording.say("footer.policy"));
            html.text(" · ");
        });
        html.text(wording.say("footer.version", policy.version())).close().close();
    }

    private void line(Html html, String key, String value) {
        if (!value.isBlank()) {
            html.line("p", "", offer.wording().say(key) + ": " + value);
        }
    }

    private void contact(Html html, String key, String link) {
        if (!link.isBlank()) {
            html.open("p").text(offer.wording().say(key) + ": ");
            new Links(html).add(link, Links.host(link));
            html.close();
        }
    }
}
