package dev.consent4j.catalogue;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Presets of the services most sites use. Immutable and thread safe. */
public final class VendorPresets {

    /** A line each: id; name; country; category; uses; origins; opt-out; cookies as name, lifetime, domain. */
    private static final String TABLE = """
            google-analytics; Google Analytics; US; analytics; tracking; script-src https://www.googletagmanager.com, connect-src https://www.google-analytics.com, connect-src https://region1.google-analytics.com; https://tools.google.com/dlpage/gaoptout; _ga P13M, _ga_* P13M, _gid P1D, _gat* PT1M
            google-tag-manager; Google Tag Manager; US; functional; ; script-src https://www.googletagmanager.com; ;
            google-ads; Google Ads; US; marketing; sharing targeted-advertising tracking; script-src https://www.googleadservices.com, script-src https://googleads.g.doubleclick.net, frame-src https://td.doubleclick.net, img-src https://www.google.com; https://adssettings.google.com/; _gcl_au P90D, _gcl_aw P90D, _gac_* P90D, IDE P13M doubleclick.net, test_cookie PT15M doubleclick.net
            google-maps; Google Maps; US; functional; ; script-src https://maps.googleapis.com, img-src https://maps.gstatic.com, frame-src https://www.google.com; ; NID P6M google.com
            google-recaptcha; Google reCAPTCHA; US; functional; ; script-src https://www.google.com, script-src https://www.gstatic.com, frame-src https://www.google.com; ; _GRECAPTCHA P6M google.com
            youtube; YouTube; US; marketing; sharing targeted-advertising; frame-src https://www.youtube.com, frame-src https://www.youtube-nocookie.com, img-src https://i.ytimg.com; https://adssettings.google.com/; YSC - youtube.com, VISITOR_INFO1_LIVE P180D youtube.com, VISITOR_PRIVACY_METADATA P180D youtube.com
            vimeo; Vimeo; US; functional; ; frame-src https://player.vimeo.com, img-src https://i.vimeocdn.com; ; vuid P13M vimeo.com, player P1Y vimeo.com
            meta-pixel; Meta Pixel; US; marketing; sharing targeted-advertising tracking; script-src https://connect.facebook.net, img-src https://www.facebook.com, connect-src https://www.facebook.com; https://www.facebook.com/adpreferences; _fbp P90D, _fbc P90D, fr P90D facebook.com
            microsoft-advertising; Microsoft Advertising; US; marketing; sharing targeted-advertising tracking; script-src https://bat.bing.com, img-src https://bat.bing.com; https://account.microsoft.com/privacy/ad-settings; _uetsid P1D, _uetvid P13M, MUID P13M bing.com
            microsoft-clarity; Microsoft Clarity; US; analytics; tracking; script-src https://www.clarity.ms, connect-src https://www.clarity.ms; ; _clck P1Y, _clsk P1D, CLID P1Y www.clarity.ms
            linkedin-insight; LinkedIn Insight Tag; US; marketing; sharing targeted-advertising tracking; script-src https://snap.licdn.com, img-src https://px.ads.linkedin.com, connect-src https://px.ads.linkedin.com; https://www.linkedin.com/psettings/guest-controls; li_fat_id P30D, bcookie P1Y linkedin.com, lidc P1D linkedin.com, li_gc P180D linkedin.com, UserMatchHistory P30D linkedin.com, AnalyticsSyncHistory P30D linkedin.com
            tiktok-pixel; TikTok Pixel; SG; marketing; sharing targeted-advertising tracking; script-src https://analytics.tiktok.com, connect-src https://analytics.tiktok.com; ; _ttp P13M, _ttp P13M tiktok.com
            pinterest-tag; Pinterest Tag; US; marketing; sharing targeted-advertising tracking; script-src https://s.pinimg.com, img-src https://ct.pinterest.com, connect-src https://ct.pinterest.com; ; _pin_unauth P1Y, _pinterest_ct_ua P1Y ct.pinterest.com
            x-pixel; X Pixel; US; marketing; sharing targeted-advertising tracking; script-src https://static.ads-twitter.com, img-src https://t.co, img-src https://analytics.twitter.com; https://x.com/settings/account/personalization; _twpid P90D, muc_ads P13M t.co, personalization_id P13M twitter.com
            snap-pixel; Snap Pixel; US; marketing; sharing targeted-advertising tracking; script-src https://sc-static.net, connect-src https://tr.snapchat.com; ; _scid P13M, _scid_r P13M
            reddit-pixel; Reddit Pixel; US; marketing; sharing targeted-advertising tracking; script-src https://www.redditstatic.com, img-src https://alb.reddit.com; ; _rdt_uuid P90D
            criteo; Criteo; FR; marketing; sharing targeted-advertising tracking; script-src https://dynamic.criteo.com, connect-src https://sslwidget.criteo.com; https://www.criteo.com/privacy/disable-criteo-services-on-internet-browsers/; cto_bundle P13M, uid P13M criteo.com
            hotjar; Hotjar; MT; analytics; tracking; script-src https://static.hotjar.com, script-src https://script.hotjar.com, connect-src https://*.hotjar.io; https://www.hotjar.com/policies/do-not-track/; _hjSession_* PT30M, _hjSessionUser_* P1Y
            matomo; Matomo; NZ; analytics; tracking; ; ; _pk_id* P13M, _pk_ses* PT30M, _pk_ref* P6M
            plausible; Plausible; EE; analytics; ; script-src https://plausible.io, connect-src https://plausible.io; ;
            mixpanel; Mixpanel; US; analytics; tracking; connect-src https://api-js.mixpanel.com; ; mp_* P1Y
            amplitude; Amplitude; US; analytics; tracking; connect-src https://api2.amplitude.com; ; AMP_* P1Y, amplitude_id* P1Y
            segment; Segment; US; analytics; tracking; script-src https://cdn.segment.com, connect-src https://api.segment.io; ; ajs_anonymous_id P1Y, ajs_user_id P1Y
            adobe-analytics; Adobe Analytics; US; analytics; tracking; connect-src https://*.omtrdc.net, connect-src https://dpm.demdex.net; https://www.adobe.com/privacy/opt-out.html; s_vi P13M, AMCV_* P13M, AMCVS_* -, demdex P180D demdex.net
            optimizely; Optimizely; US; analytics; tracking; script-src https://cdn.optimizely.com, connect-src https://logx.optimizely.com; ; optimizelyEndUserId P180D
            new-relic; New Relic Browser; US; analytics; ; script-src https://js-agent.newrelic.com, connect-src https://bam.nr-data.net; ; JSESSIONID - nr-data.net
            sentry; Sentry; US; functional; ; connect-src https://*.ingest.sentry.io; ;
            hubspot; HubSpot; US; marketing; tracking profiling; script-src https://js.hs-scripts.com, script-src https://js.hs-analytics.net, connect-src https://api.hubspot.com; ; __hstc P180D, hubspotutk P180D, __hssc PT30M, __hssrc -
            pardot; Salesforce Account Engagement; US; marketing; tracking profiling; script-src https://pi.pardot.com; ; visitor_id* P1Y, pi_opt_in* P1Y
            intercom; Intercom; US; functional; ; script-src https://widget.intercom.io, script-src https://js.intercomcdn.com, connect-src https://api-iam.intercom.io; ; intercom-id-* P270D, intercom-session-* P7D, intercom-device-id-* P270D
            zendesk-chat; Zendesk Chat; US; functional; ; script-src https://static.zdassets.com, connect-src https://ekr.zdassets.com; ; __zlcmid P1Y
            stripe; Stripe; US; functional; ; script-src https://js.stripe.com, frame-src https://js.stripe.com, connect-src https://api.stripe.com; ; __stripe_mid P1Y, __stripe_sid PT30M
            paypal; PayPal; US; functional; ; script-src https://www.paypal.com, frame-src https://www.paypal.com, img-src https://www.paypalobjects.com; ; ts P13M paypal.com, ts_c P13M paypal.com
            cloudflare; Cloudflare; US; necessary; ; ; ; __cf_bm PT30M, cf_clearance P1Y, _cfuvid -
            """;

    private static final int ID = 0;
    private static final int NAME = 1;
    private static final int COUNTRY = 2;
    private static final int CATEGORY = 3;
    private static final int USES = 4;
    private static final int ORIGINS = 5;
    private static final int OPT_OUT = 6;
    private static final int COOKIES = 7;

    private static final Map<String, VendorPreset> ALL = read();

    private VendorPresets() {}

    /** Every preset. */
    public static List<VendorPreset> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * The preset of a vendor.
     *
     * @param id the preset's id, such as {@code google-analytics}
     * @return the preset, empty if there is none
     */
    public static Optional<VendorPreset> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /**
     * The preset that sets a cookie on the site's own domain.
     *
     * @param cookie the cookie's name
     * @return the preset with the longest name or beginning of a name that fits, empty if there is none
     */
    public static Optional<VendorPreset> setting(String cookie) {
        VendorPreset best = null;
        int length = 0;
        for (VendorPreset preset : ALL.values()) {
            for (Declaration declaration : preset.declarations()) {
                String name = declaration.name();
                String literal = declaration.isPattern() ? name.substring(0, name.length() - 1) : name;
                boolean fits = declaration.isPattern() ? cookie.startsWith(literal) : cookie.equals(name);
                if (fits && declaration.domain() == null && literal.length() > length) {
                    best = preset;
                    length = literal.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static Map<String, VendorPreset> read() {
        Map<String, VendorPreset> presets = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            VendorPreset preset = preset(line.split(";", -1));
            presets.put(preset.vendor().id(), preset);
        });
        return presets;
    }

    private static VendorPreset preset(String[] cells) {
        String id = cells[ID].strip();
        String category = cells[CATEGORY].strip();
        Vendor vendor = new Vendor(
                id,
                cells[NAME].strip(),
                cells[COUNTRY].strip(),
                Transfer.NONE,
                origins(cells[ORIGINS]),
                items(cells[OPT_OUT]),
                List.of(),
                List.of());
        List<Declaration> cookies = items(cells[COOKIES]).stream()
                .map(item -> cookie(item, category, id))
                .toList();
        return new VendorPreset(vendor, category, uses(cells[USES]), cookies);
    }

    private static Declaration cookie(String item, String category, String vendor) {
        String[] parts = item.split(" ", -1);
        Lifetime life = Lifetime.parse(parts[1]).orElse(null);
        String domain = parts.length > 2 ? parts[2] : null;
        return new Declaration(Technology.COOKIE, parts[0], category, vendor, domain, "/", life, false, "", Text.NONE);
    }

    private static Set<Use> uses(String cell) {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        for (String id : cell.strip().split(" ", -1)) {
            Named.find(Use.class, id).ifPresent(uses::add);
        }
        return uses;
    }

    private static Map<String, List<String>> origins(String cell) {
        Map<String, List<String>> origins = new TreeMap<>();
        for (String item : items(cell)) {
            int space = item.indexOf(' ');
            origins.computeIfAbsent(item.substring(0, space), directive -> new ArrayList<>())
                    .add(item.substring(space + 1));
        }
        return origins;
    }

    private static List<String> items(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(",\\s*", -1));
    }
}
