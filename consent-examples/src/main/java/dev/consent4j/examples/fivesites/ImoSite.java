package dev.consent4j.examples.fivesites;

import static dev.consent4j.examples.fivesites.CookieAttempt.cookie;

import dev.consent4j.examples.fivesites.DemoPage.Delivery;
import java.util.List;

/** A messaging app's website. */
final class ImoSite {

    private static final CookieAttempt SESSION = cookie("imo_session", "9d2c");
    private static final CookieAttempt DEVICE = cookie("imo_device", "clean").forDays(365);
    private static final CookieAttempt CONTACTS =
            cookie("imo_contacts", "20181104").below("/app").forDays(30);
    private static final CookieAttempt STORIES =
            cookie("imo_stories", "s4.s7").below("/stories").forDays(1);
    private static final CookieAttempt PLACE =
            cookie("imo_place", "59.3_18.1").below("/app").forDays(1);
    private static final CookieAttempt AD =
            cookie("imo_ad", "a-330127").on("imo.localhost").forDays(365);
    private static final CookieAttempt AD_SEEN =
            cookie("imo_ad_seen_12", "3").below("/stories").forDays(7);
    private static final CookieAttempt WORDS =
            cookie("imo_words", "ok.thx").below("/app").forDays(90).asHeaderLine();
    private static final CookieAttempt UNDECLARED = cookie("imo_rating", "later");

    private ImoSite() {}

    static DemoSite site() {
        return new DemoSite(
                "imo",
                "imo",
                "Messages and calls",
                List.of(
                        DemoPage.direct(
                                "/",
                                "Say it, show it, call it",
                                List.of(SESSION, DEVICE, AD),
                                List.of(Embed.script("advertising-partners", "Advertisement")),
                                """
                                <p class="lead">Free messages and video calls, also on a slow connection.</p>
                                <ul class="cards">
                                <li><h2>In the browser</h2><p>Your chats on a big screen.</p><a href="/app/">Open the web app</a></li>
                                <li><h2>Stories</h2><p>A day in pictures, gone tomorrow.</p><a href="/stories/">Watch stories</a></li>
                                <li><h2>Groups</h2><p>Up to a hundred thousand people, if you must.</p><a href="/app/">Join one</a></li>
                                </ul>
                                """),
                        DemoPage.direct(
                                        "/app/",
                                        "Your chats",
                                        List.of(SESSION, CONTACTS, PLACE, WORDS, UNDECLARED),
                                        List.of(),
                                        """
                                <ul class="cards">
                                <li><h2>Grandma</h2><p>Are you eating well?</p></li>
                                <li><h2>Choir</h2><p>Rehearsal moved to Thursday.</p></li>
                                <li><h2>Jonas</h2><p>Call me when you are near.</p></li>
                                </ul>
                                """)
                                .with(new OwnPart("face-effects", "face-map", "face-map.js", "Face effects")),
                        DemoPage.including(
                                "/stories/",
                                "Stories",
                                List.of(STORIES, AD_SEEN, AD),
                                List.of(Embed.pixel("advertising-partners", "Advertisement between stories")),
                                """
                                <p class="lead">Four new stories from people you know.</p>
                                """),
                        DemoPage.leading("/invite", "Invitation", Delivery.FORWARD, "/app/", List.of(AD, STORIES)),
                        DemoPage.leading(
                                "/nearby", "People nearby", Delivery.ASYNC, "/app/", List.of(PLACE.asHeaderLine(), AD)),
                        DemoPage.leading("/get", "Get the app", Delivery.REDIRECT, "/", List.of(AD, AD_SEEN, WORDS)),
                        DemoPage.leading(
                                "/stickers", "Stickers", Delivery.ERROR, "", List.of(AD.asHeaderLine(), CONTACTS))));
    }
}
