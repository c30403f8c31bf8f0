package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Html;
import java.net.URI;
import java.util.Locale;

/** Links a policy names. Only addresses of the web, of mail, telephone and the site itself become links; others stay text. */
record Links(Html html) {

    /** The ways out that a vendor offers, separated by spaces. */
    void optOut(Vendor vendor) {
        String separator = "";
        for (String link : vendor.optOut()) {
            html.text(separator);
            add(link, host(link));
            separator = " ";
        }
    }

    void add(String address, String label) {
        String lower = address.toLowerCase(Locale.ROOT);
        boolean elsewhere = lower.startsWith("https://") || lower.startsWith("http://");
        boolean reaches = lower.startsWith("mailto:") || lower.startsWith("tel:");
        if (elsewhere || reaches || ReturnPath.parse(address).isPresent()) {
            html.open("a")
                    .with("href", address)
                    .withIf(elsewhere, "rel", "external noopener noreferrer")
                    .text(label)
                    .close();
        } else {
            html.text(label);
        }
    }

    /** What a reader recognises of an address. */
    static String host(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mailto:") || lower.startsWith("tel:")) {
            return address.substring(address.indexOf(':') + 1);
        }
        try {
            String host = URI.create(address).getHost();
            return host == null ? address : host;
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
