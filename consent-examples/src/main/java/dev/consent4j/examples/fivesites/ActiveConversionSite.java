package dev.consent4j.examples.fivesites;

import static dev.consent4j.examples.fivesites.CookieAttempt.cookie;

import dev.consent4j.examples.fivesites.DemoPage.Delivery;
import java.util.List;

/** A marketing-automation service. */
final class ActiveConversionSite {

    private static final CookieAttempt SESSION = cookie("ac_session", "77e0");
    private static final CookieAttempt FORM = cookie("ac_form", "f3").below("/app");
    private static final CookieAttempt VISITOR =
            cookie("ac_visitor", "v-51023").on("activeconversion.localhost").forDays(365);
    private static final CookieAttempt TOUCH =
            cookie("ac_touch_spring", "1").below("/app").forDays(90);
    private static final CookieAttempt CLICK = cookie("_gcl_au", "1.1.204")
            .on("activeconversion.localhost")
            .forDays(90)
            .asHeaderLine();
    private static final CookieAttempt SEGMENT =
            cookie("ac_segment", "manufacturing").below("/solutions").forDays(180);
    private static final CookieAttempt CO_MARKETING =
            cookie("ac_comarketing", "fair-2018").below("/solutions/partners").forDays(30);
    private static final CookieAttempt UNDECLARED = cookie("ac_heatmap", "on").asHeaderLine();

    private ActiveConversionSite() {}

    static DemoSite site() {
        return new DemoSite(
                "activeconversion",
                "ActiveConversion",
                "Marketing automation",
                List.of(
                        DemoPage.direct(
                                "/",
                                "Know which visitors are ready to buy",
                                List.of(SESSION, VISITOR, CLICK),
                                List.of(Embed.script("google-ads", "Remarketing")),
                                """
                                <p class="lead">Find out which companies visit your website, what they read and when it
                                is time to call.</p>
                                <ul class="cards">
                                <li><h2>Visitors with a name</h2><p>See companies instead of addresses.</p>
                                <a href="/app/">Open the demo account</a></li>
                                <li><h2>Campaigns</h2><p>Mail, advertisements and fairs measured in one place.</p>
                                <a href="/solutions/">Solutions</a></li>
                                <li><h2>Partners</h2><p>Joint campaigns with agencies near you.</p>
                                <a href="/solutions/partners/">Meet our partners</a></li>
                                </ul>
                                """),
                        DemoPage.including(
                                        "/app/", "Demo account", List.of(SESSION, FORM, VISITOR, TOUCH), List.of(), """
                                <p class="lead">Twelve companies came by today. Three read the price list.</p>
                                <table class="figures"><caption>Today's visitors</caption>
                                <thead><tr><th scope="col">Company</th><th scope="col">Pages</th><th scope="col">Score</th></tr></thead>
                                <tbody><tr><th scope="row">Lakeside Pumps</th><td>9</td><td>84</td></tr>
                                <tr><th scope="row">Harbor Foods</th><td>4</td><td>41</td></tr>
                                <tr><th scope="row">Alder &amp; Sons</th><td>2</td><td>17</td></tr></tbody></table>
                                """)
                                .with(new OwnPart(
                                        "visitor-tracking", "tracking tag", "tracking-tag.js", "Tracking tag")),
                        DemoPage.direct(
                                "/solutions/",
                                "Solutions",
                                List.of(SESSION, SEGMENT, CLICK, UNDECLARED),
                                List.of(),
                                """
                                <p class="lead">For manufacturers, wholesalers and anyone whose customers think for a
                                long time before they buy.</p>
                                <p>Lead scoring, mail campaigns and reports that sales people actually read.</p>
                                """),
                        DemoPage.direct(
                                "/solutions/partners/", "Partners", List.of(CO_MARKETING, SEGMENT), List.of(), """
                                <p class="lead">Fourteen agencies in nine cities run ActiveConversion for their clients.</p>
                                """),
                        DemoPage.leading(
                                "/pricing", "Pricing", Delivery.FORWARD, "/solutions/", List.of(VISITOR, TOUCH)),
                        DemoPage.leading("/demo", "Demo", Delivery.ASYNC, "/app/", List.of(CLICK, CO_MARKETING)),
                        DemoPage.leading(
                                "/go/spring",
                                "Spring campaign",
                                Delivery.REDIRECT,
                                "/",
                                List.of(VISITOR, SEGMENT, TOUCH)),
                        DemoPage.leading("/webinar", "Webinar", Delivery.ERROR, "", List.of(VISITOR.asHeaderLine()))));
    }
}
