package dev.consent4j.servlet.console;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Page;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console: {@code console} lists the sites, {@code console/{site}} its entries, {@code console/{site}/subjects} looks
 * one subject up, {@code console/{site}/decisions/{id}} and {@code console/{site}/entries/{index}} show one entry, {@code
 * console/{site}/findings} what the Content-Security-Policy blocked, {@code console/{site}/enforcement} what the gate
 * did by day, {@code console/{site}/versions} the versions of the policy, {@code console/{site}/export} exports. Thread safe.
 *
 * <p>Nobody is let in unless the access rule says so. What cannot be recorded as read is not shown: 503.
 */
public final class ConsoleHandler implements PageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final String PATH = "console";
    private static final int MAX_READER = 200;

    /** The field with the reason to see restricted entries. */
    static final String REASON = "reason";

    private final ConsentService service;
    private final ConsoleAccess access;
    private final InstantSource clock;
    private final RateLimit limit;

    /**
     * The console of one application.
     *
     * @param service its sites
     * @param access who may read
     * @param clock the time of reading
     * @param limit how many exports one network may make
     */
    public ConsoleHandler(ConsentService service, ConsoleAccess access, InstantSource clock, RateLimit limit) {
        this.service = service;
        this.access = access;
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        return handle(visitor.basePath(), request, response, path);
    }

    /**
     * Answers on a host of its own that belongs to no site.
     *
     * @param basePath the path of the library's pages with the context path
     * @param request the request
     * @param response where to
     * @param path the path below the base path
     * @return false if the path is not the console's
     * @throws IOException if the response cannot be written
     */
    public boolean handle(String basePath, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
            return isRead(request) && ConsoleFrame.STYLE.serve(request, response, path);
        }
        Optional<String> reader = reader(request);
        ConsoleFrame frame = new ConsoleFrame(basePath + "/" + PATH, reader.orElse(""));
        if (reader.isEmpty()) {
            refused(frame, response).send(request, response);
            return true;
        }
        try {
            Optional<SiteConsent> exported = exported(path);
            if (exported.isPresent()) {
                new ExportDownload(frame, exported.get(), limit).answer(request, response);
                return true;
            }
            page(frame, request, response, path.split("/", -1)).send(request, response);
        } catch (StoreException unavailable) {
            LOG.warn("The console could not read or record a read", unavailable);
            response.setHeader("Retry-After", "30");
            message(
                            frame,
                            503,
                            "The ledger cannot be read or written now. What cannot be recorded as read is not shown.")
                    .send(request, response);
        }
        return true;
    }

    /** The site whose ledger a path exports. */
    private Optional<SiteConsent> exported(String path) {
        return service.sites().stream()
                .filter(site -> path.equals(PATH + "/" + site.site().id() + "/" + ExportForm.PATH))
                .findFirst();
    }

    private static boolean isRead(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }

    private Optional<String> reader(HttpServletRequest request) {
        try {
            return access.reader(request)
                    .map(name -> name.replaceAll("\\p{Cntrl}", " ").strip())
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.length() > MAX_READER ? name.substring(0, MAX_READER) : name);
        } catch (RuntimeException failed) {
            LOG.warn("The console's access rule failed, so nobody is let in", failed);
            return Optional.empty();
        }
    }

    private Page refused(ConsoleFrame frame, HttpServletResponse response) {
        Optional<String> challenge = access.challenge();
        challenge.ifPresent(value -> response.setHeader("WWW-Authenticate", value));
        return message(
                frame,
                challenge.isPresent() ? 401 : 403,
                "The console is closed to you. It is closed to everybody until the application gives the filter a"
                        + " ConsoleAccess that names the reader of a request.");
    }

    private Page page(ConsoleFrame frame, HttpServletRequest request, HttpServletResponse response, String[] path) {
        boolean lookup = path.length == 3 && path[2].equals("subjects");
        boolean withReason = path.length == 4 && path[2].equals("entries") && "POST".equals(request.getMethod());
        if (lookup ? !"POST".equals(request.getMethod()) : !isRead(request) && !withReason) {
            response.setHeader("Allow", lookup ? "POST" : "GET, HEAD");
            return message(frame, 405, "This page is not read in this way.");
        }
        if (path.length == 1 || path.length == 2 && path[1].isEmpty()) {
            return new Page(200, new SiteListPage(frame, service.sites()).html());
        }
        Optional<SiteConsent> site = service.sites().stream()
                .filter(each -> each.site().id().equals(path[1]))
                .findFirst();
        if (site.isEmpty()) {
            return notFound(frame);
        }
        if ((lookup || withReason) && isForeign(request, site.get())) {
            return message(frame, 403, "This request came from another site.");
        }
        ConsoleReading reading = new ConsoleReading(site.get(), frame.reader(), clock, "")
                .because(lookup || withReason ? parameter(request, REASON) : "");
        if (path.length == 2) {
            String kind = parameter(request, "kind");
            return new Page(
                    200,
                    new EntryListPage(frame, reading)
                            .ofKind(
                                    EntryListPage.KINDS.contains(kind) ? kind : EntryListPage.KINDS.get(0),
                                    before(request),
                                    new LedgerStatus(site.get(), service.deliveries())));
        }
        if (path.length == 3 && path[2].equals(FindingsPage.PATH)) {
            return new Page(200, new FindingsPage(frame, reading, service.violations()).html());
        }
        if (path.length == 3 && path[2].equals(EnforcementPage.PATH)) {
            return new Page(200, new EnforcementPage(frame, reading).html());
        }
        if (path.length == 3 && path[2].equals(VersionsPage.PATH)) {
            return new Page(200, new VersionsPage(frame, reading).html());
        }
        return lookup ? subject(frame, reading, request) : one(frame, reading, path);
    }

    private static Page one(ConsoleFrame frame, ConsoleReading reading, String[] path) {
        Optional<LedgerEntry> entry = path.length != 4
                ? Optional.empty()
                : switch (path[2]) {
                    case "decisions" ->
                        DecisionId.parse(path[3])
                                .flatMap(id -> reading.site().ledger().find(id.text()));
                    case "entries" -> byIndex(reading, path[3]);
                    default -> Optional.empty();
                };
        return entry.map(found -> new Page(200, new EntryPage(frame, reading).html(found)))
                .orElseGet(() -> notFound(frame));
    }

    private static Optional<LedgerEntry> byIndex(ConsoleReading reading, String text) {
        long index = number(text);
        return index < 0 || index == Long.MAX_VALUE
                ? Optional.empty()
                : reading.site().ledger().read(index, 1).stream().findFirst();
    }

    /** Looks a pseudonym or a receipt number up; both come in the body, so that addresses and logs hold neither. */
    private static Page subject(ConsoleFrame frame, ConsoleReading reading, HttpServletRequest request) {
        String wanted = parameter(request, "subject").strip();
        EntryListPage list = new EntryListPage(frame, reading);
        Optional<LedgerEntry> decision =
                DecisionId.parse(wanted).flatMap(id -> reading.site().ledger().find(id.text()));
        if (decision.isPresent()) {
            return new Page(200, new EntryPage(frame, reading).html(decision.get()));
        }
        return SubjectId.parse(wanted)
                .map(subject -> new Page(200, list.ofSubject(subject, before(request))))
                .orElseGet(() -> new Page(200, list.nothingFound()));
    }

    /**
     * Whether the browser says that a page of another site sent this. Over plain HTTP, and in older browsers, only
     * {@code Origin} says so.
     */
    static boolean isForeign(HttpServletRequest request, SiteConsent site) {
        String from = request.getHeader("Sec-Fetch-Site");
        if (from != null) {
            return !from.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        String sender = origin.strip().toLowerCase(Locale.ROOT);
        String host = Objects.requireNonNullElse(request.getHeader("Host"), "").toLowerCase(Locale.ROOT);
        return !site.site().origins().contains(sender) && !sender.endsWith("://" + host);
    }

    private static long before(HttpServletRequest request) {
        return number(parameter(request, "before"));
    }

    /** A number not below 0; what is none is the end of the ledger. */
    private static long number(String text) {
        try {
            return text.isEmpty() ? Long.MAX_VALUE : Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Long.MAX_VALUE;
        }
    }

    static String parameter(HttpServletRequest request, String name) {
        try {
            String value = request.getParameter(name);
            return value == null ? "" : value;
        } catch (RuntimeException malformed) {
            return "";
        }
    }

    private static Page notFound(ConsoleFrame frame) {
        return message(frame, 404, "There is no such page.");
    }

    static Page message(ConsoleFrame frame, int status, String text) {
        Html html = frame.open("Status " + status, List.of()).line("p", "", text);
        return new Page(status, ConsoleFrame.close(html).toString());
    }
}
