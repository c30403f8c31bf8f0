package dev.consent4j.servlet.enforcement.markup;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.enforcement.SiteExpiry;
import dev.consent4j.servlet.request.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A site with a denied advertiser, a denied video platform and a permitted network of content, and the pages of a visitor
 * who has not answered.
 */
final class MarkupTrial {

    static final String PLACEHOLDER = "/privacy/placeholder?vendor=";

    private static final ConsentService SERVICE =
            TestSite.service().site(Site.of("shop", policy().build())).build();

    private final MarkupGate gate = new MarkupGate(
            (visitor, vendor, purposes) -> PLACEHOLDER + (vendor.isEmpty() ? String.join("+", purposes) : vendor));
    private final Visitor visitor = visitor();
    private boolean xml;
    private Charset charset = StandardCharsets.UTF_8;

    static PolicyBuilder policy() {
        return Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", "analytics").build())
                .purpose(Purpose.builder("ads", "marketing").build())
                .purpose(Purpose.builder("embeds", "functional").build())
                .purpose(Purpose.builder("delivery", "necessary")
                        .required(true)
                        .justification(Text.of("Needed to show the page."))
                        .build())
                .declare(Declaration.cookie("basket", "necessary"))
                .vendor(vendor(
                        "adnet", "ads", "https://ads.example", "https://*.adnet.example", "https://ports.example:8443"))
                .vendor(vendor("tube", "embeds", "https://tube.example", "http://xn--mller-kva.example"))
                .vendor(vendor("cdn", "delivery", "https://cdn.example"));
    }

    private static Vendor vendor(String id, String purpose, String... origins) {
        return new Vendor(
                id,
                id + " Ltd",
                "US",
                Transfer.DPF,
                Map.of("default-src", List.of(origins)),
                List.of(),
                List.of(purpose),
                List.of());
    }

    static SiteConsent site() {
        return SERVICE.sites().get(0);
    }

    static Visitor visitor() {
        return new Visitor(
                site(), FakeRequest.of().secure(443).servlet(), Jurisdiction.UNKNOWN, "/privacy", new SiteExpiry());
    }

    MarkupTrial xhtml() {
        xml = true;
        return this;
    }

    MarkupTrial in(Charset encoding) {
        charset = encoding;
        return this;
    }

    ByteMarkup page() {
        return gate.bytes(visitor.effective(), visitor, xml, charset);
    }

    /** The page as it comes out when written at once. */
    String rewritten(String page) {
        return new String(bytes(page.getBytes(charset), new int[] {Integer.MAX_VALUE}), charset);
    }

    /** The page as it comes out when written in portions of these lengths, again and again. */
    byte[] bytes(byte[] page, int... portions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ByteMarkup markup = page();
            int turn = 0;
            for (int from = 0; from < page.length; turn++) {
                int count = Math.min(portions[turn % portions.length], page.length - from);
                markup.write(page, from, count, out, turn % 2 == 0);
                from += count;
            }
            markup.end(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The same through a writer. */
    String characters(String page, int... portions) {
        CharArrayWriter out = new CharArrayWriter();
        try {
            CharMarkup markup = gate.characters(visitor.effective(), visitor, xml);
            char[] all = page.toCharArray();
            int turn = 0;
            for (int from = 0; from < all.length; turn++) {
                int count = Math.min(portions[turn % portions.length], all.length - from);
                markup.write(all, from, count, out);
                from += count;
            }
            markup.end(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    static int[] portions(long seed) {
        return new Random(seed).ints(17, 1, 40).toArray();
    }
}
