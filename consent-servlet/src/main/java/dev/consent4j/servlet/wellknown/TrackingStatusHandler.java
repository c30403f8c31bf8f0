package dev.consent4j.servlet.wellknown;

import dev.consent4j.Site;
import dev.consent4j.policy.Controller;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Role;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tracking status resources {@code dnt/} and {@code dnt/{status-id}} (Tracking Preference Expression, 6.4). Thread
 * safe.
 *
 * <p>The site-wide one says {@code ?} where the status differs between visitors, and then every response says in {@code
 * Tk} what holds for its request; {@code N} where no purpose tracks; {@code !} in report mode. All are the same for
 * everybody, so they need no {@code Vary} (6.4.4). No compliance regime is named, because none is claimed.
 */
public final class TrackingStatusHandler implements PageHandler {

    private static final String PREFIX = "dnt/";
    private static final String MEDIA_TYPE = "application/tracking-status+json";
    private static final String DYNAMIC = "?";

    /** The handler, the same for every site. */
    public TrackingStatusHandler() {}

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (!path.startsWith(PREFIX)) {
            return false;
        }
        Optional<String> status = status(visitor, path.substring(PREFIX.length()));
        if (status.isPresent()) {
            new JsonResource(MEDIA_TYPE, members(visitor, status.get())).send(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        return true;
    }

    private static Optional<String> status(Visitor visitor, String id) {
        if (id.isEmpty()) {
            return Optional.of(siteWide(visitor));
        }
        return Arrays.stream(TrackingStatus.values())
                .filter(status -> status.id().equals(id))
                .map(status -> String.valueOf(status.letter()))
                .findFirst();
    }

    private static String siteWide(Visitor visitor) {
        if (TrackingStatus.isTesting(visitor)) {
            return String.valueOf(TrackingStatus.UNDER_CONSTRUCTION.letter());
        }
        return TrackingStatus.mayTrack(visitor) ? DYNAMIC : String.valueOf(TrackingStatus.NOT_TRACKING.letter());
    }

    private static Map<String, Object> members(Visitor visitor, String tracking) {
        Policy policy = visitor.site().site().policies().current(visitor.jurisdiction(), visitor.today());
        Map<String, Object> members = new HashMap<>();
        members.put("tracking", tracking);
        members.put("config", visitor.basePath() + "/choices");
        policy.link().ifPresent(link -> members.put("policy", link));
        List<String> controllers = controllers(policy);
        if (!controllers.isEmpty()) {
            members.put("controller", controllers);
        }
        List<String> sameParty = sameParty(visitor.site().site());
        if (sameParty.size() > 1) {
            members.put("same-party", sameParty);
        }
        return members;
    }

    /** Whoever owns the domain is taken for the only controller unless we say otherwise. */
    private static List<String> controllers(Policy policy) {
        List<String> controllers = new ArrayList<>();
        Controller controller = policy.controller();
        if (policy.role() == Role.JOINT) {
            controllers.add("/");
        }
        if (policy.role() != Role.CONTROLLER && !controller.contact().isEmpty()) {
            controllers.add(controller.contact());
        }
        return controllers;
    }

    private static List<String> sameParty(Site site) {
        TreeSet<String> hosts = new TreeSet<>(site.hosts());
        site.origins()
                .forEach(origin -> hosts.add(String.valueOf(URI.create(origin).getHost())));
        return List.copyOf(hosts);
    }
}
