package dev.consent4j.examples.fivesites;

import java.util.List;

/**
 * One address of a site.
 *
 * @param path its path
 * @param title its title
 * @param delivery how it answers
 * @param target the page it leads to, for deliveries that lead to another; otherwise empty
 * @param cookies what it tries to set
 * @param embeds what it embeds of third parties
 * @param own parts of its own that keep or report something
 * @param body its markup
 */
record DemoPage(
        String path,
        String title,
        Delivery delivery,
        String target,
        List<CookieAttempt> cookies,
        List<Embed> embeds,
        List<OwnPart> own,
        String body) {

    /** How an address answers: every way in which a servlet can dispatch. */
    enum Delivery {
        /** Writes the page. */
        DIRECT,
        /** Writes the page, a part of which is another servlet's that sets the cookies. */
        INCLUDE,
        /** Sets the cookies and forwards. */
        FORWARD,
        /** Sets the cookies on another thread and dispatches back. */
        ASYNC,
        /** Sets the cookies and redirects. */
        REDIRECT,
        /** Sets the cookies and reports that there is nothing. */
        ERROR
    }

    static DemoPage direct(String path, String title, List<CookieAttempt> cookies, List<Embed> embeds, String body) {
        return new DemoPage(path, title, Delivery.DIRECT, "", cookies, embeds, List.of(), body);
    }

    static DemoPage including(String path, String title, List<CookieAttempt> cookies, List<Embed> embeds, String body) {
        return new DemoPage(path, title, Delivery.INCLUDE, "", cookies, embeds, List.of(), body);
    }

    static DemoPage leading(String path, String title, Delivery delivery, String target, List<CookieAttempt> cookies) {
        return new DemoPage(path, title, delivery, target, cookies, List.of(), List.of(), "");
    }

    /** This page with a part of the site's own. */
    DemoPage with(OwnPart part) {
        return new DemoPage(path, title, delivery, target, cookies, embeds, List.of(part), body);
    }

    /** Whether it has markup of its own. */
    boolean isReadable() {
        return delivery == Delivery.DIRECT || delivery == Delivery.INCLUDE;
    }
}
