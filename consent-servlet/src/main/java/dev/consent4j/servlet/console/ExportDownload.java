package dev.consent4j.servlet.console;

import dev.consent4j.SiteConsent;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.LedgerExport;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Page;
import dev.consent4j.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on the export page: {@code GET} shows the form, {@code POST} streams the export.
 *
 * @param frame the console
 * @param site whose ledger
 * @param limit how many exports one network may make
 */
record ExportDownload(ConsoleFrame frame, SiteConsent site, RateLimit limit) {

    private static final Logger LOG = LoggerFactory.getLogger(ExportDownload.class);
    private static final String RETRY_LIMITED_SECONDS = "600";

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            new Page(200, new ExportForm(name -> "").html(frame, site)).send(request, response);
            return;
        }
        if (!method.equals("POST")) {
            response.setHeader("Allow", "GET, HEAD, POST");
            ConsoleHandler.message(frame, 405, "This page is not read in this way.")
                    .send(request, response);
        } else if (ConsoleHandler.isForeign(request, site)) {
            ConsoleHandler.message(frame, 403, "This request came from another site.")
                    .send(request, response);
        } else if (!limit.allows(request)) {
            response.setHeader("Retry-After", RETRY_LIMITED_SECONDS);
            ConsoleHandler.message(frame, 429, "Too many exports from your network; try again later.")
                    .send(request, response);
        } else {
            export(request, response);
        }
    }

    private void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExportForm form = new ExportForm(name -> ConsoleHandler.parameter(request, name));
        ExportRequest wanted = form.request(site, frame.reader());
        LedgerExport export = wanted == null ? null : begun(form, wanted);
        if (export == null) {
            new Page(400, form.html(frame, site)).send(request, response);
        } else {
            stream(export, response);
        }
    }

    private @Nullable LedgerExport begun(ExportForm form, ExportRequest wanted) {
        try {
            return site.export(wanted);
        } catch (IllegalArgumentException beyondTheEnd) {
            form.refuse("from", "There is nothing to export there: " + beyondTheEnd.getMessage() + ".");
        } catch (IllegalStateException unsigned) {
            form.refuse("format", "This format cannot be made: " + unsigned.getMessage() + ".");
        }
        return null;
    }

    private void stream(LedgerExport export, HttpServletResponse response) throws IOException {
        String name = "consent-" + site.site().id() + "-" + export.exported().export() + "."
                + export.format().extension();
        response.setContentType(export.format().mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            export.write(response.getOutputStream());
        } catch (StoreException unavailable) {
            LOG.warn("An export ended before its end because the ledger cannot be read", unavailable);
            if (!response.isCommitted()) {
                response.reset();
                throw unavailable;
            }
            // Cutting the connection is the only way left to say that the file is not whole.
            throw new IOException("the export is not whole", unavailable);
        }
    }
}
