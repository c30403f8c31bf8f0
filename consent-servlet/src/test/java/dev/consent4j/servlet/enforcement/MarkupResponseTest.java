package dev.consent4j.servlet.enforcement;

import static dev.consent4j.servlet.enforcement.PageTrial.PAGE;
import static dev.consent4j.servlet.enforcement.PageTrial.REWRITTEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Head and body of a page on its way, whatever the application does to the response meanwhile. */
class MarkupResponseTest {

    private static final int LENGTH = 7;
    private static final String SENT_SO_FAR = REWRITTEN.substring(0, REWRITTEN.length() - " s".length());

    private PageTrial trial = new PageTrial();

    @AfterEach
    void close() {
        trial.close();
    }

    private void with(PageTrial another) {
        trial.close();
        trial = another;
    }

    /** An act of the application on its response. */
    private interface Act {
        void on(HttpServletResponse response) throws IOException;
    }

    private static List<Act> lengths() {
        return List.of(
                response -> response.setContentLength(LENGTH),
                response -> response.setContentLengthLong(LENGTH),
                response -> response.setHeader("content-length", " 7 "),
                response -> response.addHeader("Content-Length", "7"),
                response -> response.setIntHeader("Content-Length", LENGTH),
                response -> response.addIntHeader("CONTENT-LENGTH", LENGTH));
    }

    private void stream(String text) throws IOException {
        trial.response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void leave() throws IOException {
        trial.gate.leave(trial.container, true);
    }

    @Test
    void noLengthIsStatedForAPageThatIsRewrittenWheneverAndHoweverItIsSet() throws IOException {
        for (Act length : lengths()) {
            with(new PageTrial().html());
            length.on(trial.response);
            assertEquals(List.of(), trial.sent.all("Content-Length"));
            stream(PAGE);
            length.on(trial.response);
            leave();

            assertEquals(REWRITTEN, trial.sent.body());
            assertEquals(List.of(), trial.sent.all("Content-Length"));
        }
    }

    @Test
    void theLengthOfWhatIsNoPageReachesTheContainerBeforeAndAfterItsFirstByte() throws IOException {
        for (Act length : lengths()) {
            with(new PageTrial());
            trial.response.setContentType("text/plain");
            length.on(trial.response);
            stream("text");
            assertEquals(List.of("7"), trial.sent.all("Content-Length"));
            trial.original.setHeader("Content-Length", null);
            length.on(trial.response);
            assertEquals("7", trial.sent.all("Content-Length").get(0).strip());
        }
    }

    @Test
    void aLengthThatIsNoNumberIsTheContainersBusiness() {
        trial.response.setHeader("Content-Length", "seven");
        assertEquals(List.of("seven"), trial.sent.all("Content-Length"));
        trial.response.setHeader("Content-Length", null);
        assertEquals(List.of(), trial.sent.all("Content-Length"));
    }

    @Test
    void otherFieldsAreSetAndAddedAsTheyAre() {
        trial.response.setHeader("X-A", "1");
        trial.response.addHeader("X-A", "2");
        trial.response.setIntHeader("X-B", 3);
        trial.response.addIntHeader("X-B", 4);

        assertEquals(List.of("1", "2"), trial.sent.all("X-A"));
        assertEquals(List.of("3", "4"), trial.sent.all("X-B"));
    }

    @Test
    void flushingTheBufferSettlesTheHead() throws IOException {
        trial.response.setContentType("text/plain");
        trial.response.setContentLength(LENGTH);

        trial.response.flushBuffer();

        assertEquals(List.of("7"), trial.sent.all("Content-Length"));
    }

    @Test
    void flushingStreamOrWriterSettlesTheHeadAndReachesTheContainer() throws IOException {
        trial.response.setContentType("text/plain");
        trial.response.setContentLength(LENGTH);
        trial.response.getOutputStream().flush();
        assertEquals(List.of("7"), trial.sent.all("Content-Length"));
        assertEquals(1, trial.sent.stream().flushes());

        with(new PageTrial());
        trial.response.setContentType("text/plain");
        trial.response.setContentLength(LENGTH);
        trial.response.getWriter().flush();
        assertEquals(List.of("7"), trial.sent.all("Content-Length"));
        assertEquals(1, trial.sent.stream().flushes());
    }

    @Test
    void whateverClearsTheResponseBeginsAnotherPage() throws IOException {
        List<Act> clearing = List.of(
                HttpServletResponse::reset,
                response -> response.sendError(404),
                response -> response.sendError(404, "gone"),
                response -> response.sendRedirect("/there"),
                response -> response.sendRedirect("/there", 301),
                response -> response.sendRedirect("/there", true),
                response -> response.sendRedirect("/there", 301, true));
        for (Act clear : clearing) {
            with(new PageTrial().html());
            stream("<!-- lost <img src='");
            trial.response.getWriter().write("<!-- lost too");
            trial.response.setContentLength(LENGTH);
            clear.on(trial.response);
            trial.html();
            stream(PAGE);
            leave();

            assertEquals(REWRITTEN, trial.sent.body());
        }
    }

    @Test
    void aResponseClearedForgetsTheLengthKeptBack() throws IOException {
        trial.response.setContentLength(LENGTH);
        trial.response.reset();
        trial.response.setContentType("text/plain");
        stream("text");

        assertEquals(List.of(), trial.sent.all("Content-Length"));
    }

    @Test
    void aRedirectThatKeepsTheBufferGoesOnWithThePage() throws IOException {
        List<Act> keeping = List.of(
                response -> response.sendRedirect("/there", false),
                response -> response.sendRedirect("/there", 301, false));
        for (Act redirect : keeping) {
            with(new PageTrial().html());
            stream("<img src=\"https://ads.exam");
            redirect.on(trial.response);
            stream("ple/p.gif\"><p>end</p><img s");
            leave();

            assertEquals(REWRITTEN, trial.sent.body());
            assertEquals(List.of("/there"), trial.sent.all("Location"));
        }
    }

    @Test
    void aBufferClearedBeginsThePageAgainWithTheHeadAsItWas() throws IOException {
        trial.html().response.getWriter().write("<!-- lost <img src='");
        trial.response.getWriter().flush();
        trial.response.resetBuffer();
        trial.response.getWriter().write(PAGE);
        leave();

        assertEquals(REWRITTEN, trial.sent.body());
        assertEquals(List.of("text/html;charset=UTF-8"), trial.sent.all("Content-Type"));
    }

    @Test
    void streamAndWriterAreTheSameEachTimeUntilTheContainersAreOthers() throws IOException {
        ServletOutputStream stream = trial.response.getOutputStream();
        PrintWriter writer = trial.response.getWriter();
        assertSame(stream, trial.response.getOutputStream());
        assertSame(writer, trial.response.getWriter());

        trial.original.resetBuffer();
        assertNotSame(stream, trial.response.getOutputStream());
        assertNotSame(writer, trial.response.getWriter());
    }

    @Test
    void closingEndsThePage() throws IOException {
        trial.html();
        stream(PAGE);
        trial.response.getOutputStream().close();
        assertEquals(REWRITTEN, trial.sent.body());
        assertTrue(trial.sent.stream().closed());

        with(new PageTrial().html());
        trial.response.getWriter().write(PAGE);
        trial.response.getWriter().close();
        assertEquals(REWRITTEN, trial.sent.body());
        assertTrue(trial.sent.stream().closed());
    }

    @Test
    void aWriterTellsThatTheConnectionIsGone() throws IOException {
        trial.html();
        assertFalse(trial.response.getWriter().checkError());
        trial.sent.stream().broken();
        trial.response.getWriter().write(PAGE);

        assertTrue(trial.response.getWriter().checkError());
    }

    @Test
    void aStreamTakesNoMoreBytesThanThereAre() throws IOException {
        ServletOutputStream stream = trial.html().response.getOutputStream();

        assertThrows(IndexOutOfBoundsException.class, () -> stream.write(new byte[2], 1, 2));
    }

    @Test
    void anUnfinishedTagIsDroppedRatherThanSentByBlocking() throws IOException {
        ServletOutputStream stream = trial.html().response.getOutputStream();
        WriteListener listener = new Listener();
        stream.setWriteListener(listener);
        assertSame(listener, trial.sent.stream().listener());
        assertTrue(stream.isReady());
        stream(PAGE);
        trial.sent.stream().busy();
        assertFalse(stream.isReady());
        leave();

        assertEquals(SENT_SO_FAR, trial.sent.body());
    }

    @Test
    void anUnfinishedTagIsSentByCodeThatBlocksThoughTheContainerIsBusy() throws IOException {
        trial.html();
        stream(PAGE);
        trial.sent.stream().busy();
        leave();

        assertEquals(REWRITTEN, trial.sent.body());
    }

    private static final class Listener implements WriteListener {

        @Override
        public void onWritePossible() {}

        @Override
        public void onError(Throwable failed) {}
    }

    @Test
    void onlyTheLastDispatchEndsThePage() throws IOException {
        for (DispatcherType type : DispatcherType.values()) {
            boolean last = type == DispatcherType.ASYNC || type == DispatcherType.ERROR;
            assertEquals(last, endsOn(type, false), type::name);
            assertEquals(last || type == DispatcherType.REQUEST, endsOn(type, true), type::name);
        }
    }

    private boolean endsOn(DispatcherType type, boolean first) throws IOException {
        with(new PageTrial());
        trial.html();
        stream(PAGE);
        trial.gate.leave(FakeRequest.of().dispatched(type).servlet(), first);
        return trial.sent.body().equals(REWRITTEN);
    }

    @Test
    void aPageThatGoesOnAsynchronouslyIsNotEnded() throws IOException {
        trial.html();
        stream(PAGE);
        trial.request.startAsync();
        leave();
        assertEquals(SENT_SO_FAR, trial.sent.body());
    }

    @Test
    void theErrorPageOfTheContainerIsAnotherPage() throws IOException {
        trial.html();
        stream("<!-- lost <img src='");
        trial.original.reset();
        HttpServletRequest error = trial.fake.dispatched(DispatcherType.ERROR).servlet();
        HttpServletResponse again = trial.gate.wrap(trial.original);
        trial.gate.wrap(error, again);
        again.setContentType("text/html");
        again.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
        trial.gate.leave(error, false);

        assertEquals(REWRITTEN, trial.sent.body());
    }

    @Test
    void theAnswerToHeadHasTheHeadOfThePage() throws IOException {
        with(new PageTrial(FakeRequest.of().with("getMethod", "HEAD")).html());
        trial.response.setContentLength(LENGTH);
        leave();

        assertEquals(List.of(), trial.sent.all("Content-Length"));
        assertEquals(List.of("private, no-cache"), trial.sent.all("Cache-Control"));
    }

    @Test
    void anAnswerWithoutTypeOrBodyIsNoPage() throws IOException {
        with(new PageTrial(FakeRequest.of().with("getMethod", "HEAD")));
        trial.response.setContentLength(LENGTH);
        leave();
        assertEquals(List.of("7"), trial.sent.all("Content-Length"));
        assertEquals(List.of(), trial.sent.all("Cache-Control"));

        with(new PageTrial().html());
        trial.response.setContentLength(0);
        leave();
        assertEquals(List.of("0"), trial.sent.all("Content-Length"));
        assertEquals(List.of(), trial.sent.all("Cache-Control"));
    }

    @Test
    void nothingIsRewrittenWhereNothingIsEnforced() throws IOException {
        with(PageTrial.reporting().html());
        stream(PAGE);

        assertEquals(PAGE, trial.sent.body());
    }

    @Test
    void whereNoSiteIsKnownPagesAreLookedAtAndPrivate() throws IOException {
        FakeResponse wire = new FakeResponse();
        HttpServletResponse original = wire.servlet();
        HttpServletRequest request = FakeRequest.of().servlet();
        Gate closed = Gate.closed(PageTrial.rules(), "/privacy/choices");
        closed.open(request, original);
        HttpServletResponse response = closed.wrap(original);
        response.setContentType("text/html");
        response.setContentLength(LENGTH);
        response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
        closed.leave(request, true);

        assertEquals(PAGE, wire.body());
        assertEquals(List.of("private, no-cache"), wire.all("Cache-Control"));
    }
}
