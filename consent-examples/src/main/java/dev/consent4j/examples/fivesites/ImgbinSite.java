package dev.consent4j.examples.fivesites;

import static dev.consent4j.examples.fivesites.CookieAttempt.cookie;

import dev.consent4j.examples.fivesites.DemoPage.Delivery;
import java.util.List;

/** An image site. */
final class ImgbinSite {

    private static final CookieAttempt SESSION = cookie("imgbin_session", "10aa");
    private static final CookieAttempt UPLOAD = cookie("imgbin_upload", "u8").below("/upload");
    private static final CookieAttempt VIEW = cookie("imgbin_view", "grid").forDays(365);
    private static final CookieAttempt EMBEDDED =
            cookie("imgbin_embed", "open").below("/gallery").forDays(30);
    private static final CookieAttempt ANALYTICS =
            cookie("_ga", "GA1.2.1930114").on("imgbin.localhost").forDays(730);
    private static final CookieAttempt ANALYTICS_VISIT =
            cookie("_ga_K4M2", "GS1.1").on("imgbin.localhost").forDays(730).asHeaderLine();
    private static final CookieAttempt ADS =
            cookie("imgbin_ads", "b2.b9").below("/gallery").forDays(90);
    private static final CookieAttempt MAIL =
            cookie("imgbin_mail", "w22").below("/news").forDays(30);
    private static final CookieAttempt UNDECLARED = cookie("imgbin_referral", "friend");

    private ImgbinSite() {}

    static DemoSite site() {
        return new DemoSite(
                "imgbin",
                "imgbin",
                "Images to use",
                List.of(
                        DemoPage.direct(
                                "/",
                                "Pictures without a background",
                                List.of(SESSION, VIEW, ANALYTICS, ANALYTICS_VISIT),
                                List.of(Embed.script("google-analytics", "Analytics")),
                                """
                                <p class="lead">Cut out, transparent, ready to drop into a presentation.</p>
                                <div class="tiles" role="img" aria-label="Six colourful pictures"><i></i><i></i><i></i><i></i><i></i><i></i></div>
                                <p><a href="/gallery/">See the whole gallery</a></p>
                                """),
                        DemoPage.including(
                                "/gallery/",
                                "Gallery",
                                List.of(VIEW, EMBEDDED, ADS, ANALYTICS),
                                List.of(
                                        Embed.frame("embedded-sites", "A video of another site"),
                                        Embed.pixel("ad-networks", "Advertisement")),
                                """
                                <div class="tiles" role="img" aria-label="Twelve colourful pictures"><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i></div>
                                """),
                        DemoPage.direct("/upload/", "Upload", List.of(SESSION, UPLOAD, UNDECLARED), List.of(), """
                                <p class="lead">PNG up to 20 megabytes. You keep your rights; we keep the file.</p>
                                """)
                                .with(new OwnPart("performance", "imgbin.previews", "previews.js", "Previews at hand")),
                        DemoPage.direct("/news/", "News", List.of(MAIL, ANALYTICS), List.of(), """
                                <p class="lead">This week: four thousand new cats.</p>
                                """),
                        DemoPage.leading(
                                "/random", "Random picture", Delivery.FORWARD, "/gallery/", List.of(ADS, MAIL)),
                        DemoPage.leading(
                                "/search",
                                "Search",
                                Delivery.ASYNC,
                                "/gallery/",
                                List.of(ANALYTICS_VISIT, MAIL.asHeaderLine())),
                        DemoPage.leading("/w/22", "From our mail", Delivery.REDIRECT, "/news/", List.of(MAIL, ADS)),
                        DemoPage.leading("/removed", "Removed", Delivery.ERROR, "", List.of(ANALYTICS, EMBEDDED))));
    }
}
