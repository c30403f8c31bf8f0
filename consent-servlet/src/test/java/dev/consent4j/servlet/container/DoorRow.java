package dev.consent4j.servlet.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One row of the matrix: cookies set through a door, on a way, in a container. */
record DoorRow(Container container, Setup setup, Door door, Way way) {

    /** What the library itself sets for a visitor who sends the signal first and brings a cookie that has ended. */
    private static final List<String> OWN = List.of("choices", "consent", "deep");

    private static final String[] UNDECIDED = {"Sec-GPC: 1", "Cookie: deep=1; basket=0"};

    /**
     * What came over the wire.
     *
     * @param sent what became of the necessary cookie
     * @param faults what must not be
     */
    record Seen(Sent sent, List<String> faults) {}

    /** What became of a cookie that may pass. */
    enum Sent {
        SENT,
        NOT_SENT,
        NO_SUCH_METHOD,
        /** The container answers with a page of its own, without any field of ours or the application. */
        ALL_LOST
    }

    static List<DoorRow> of(Container container, Setup setup) {
        List<DoorRow> rows = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Door door : Door.values()) {
                if (setup.tries(door, way)) {
                    rows.add(new DoorRow(container, setup, door, way));
                }
            }
        }
        return rows;
    }

    String name() {
        return door.label() + " " + way.label();
    }

    /** Plays it as an undecided visitor who sends a signal, and as one who accepted everything. */
    Seen play(int port, String accepted) throws IOException {
        try {
            return seen(visit(port, UNDECIDED), visit(port, "Cookie: " + accepted));
        } catch (IOException broken) {
            throw new IOException("in " + this, broken);
        }
    }

    private Seen seen(RawExchange denied, RawExchange granted) {
        List<String> faults = new ArrayList<>();
        if (expected() == Sent.ALL_LOST
                && denied.cookieNames().isEmpty()
                && granted.cookieNames().isEmpty()) {
            return new Seen(Sent.ALL_LOST, faults);
        }
        List<String> own = new ArrayList<>(denied.cookieNames());
        own.removeIf(Door.NECESSARY::equals);
        if (!own.stream().sorted().toList().equals(OWN)) {
            faults.add("beside the necessary cookie " + own + " is sent and not " + OWN);
        }
        if (!isPrivate(denied)) {
            faults.add("cached as " + denied.all("Cache-Control"));
        }
        if (!denied.all("Set-Cookie2").isEmpty() || denied.body().contains(Door.DENIED)) {
            faults.add("smuggled past: " + denied);
        }
        Sent sent = sent(denied);
        checkGranted(granted, sent, faults);
        if (denied.status() != status()) {
            faults.add("status " + denied.status());
        }
        return new Seen(sent, faults);
    }

    private void checkGranted(RawExchange granted, Sent sent, List<String> faults) {
        List<String> wanted = new ArrayList<>();
        if (sent != Sent.NOT_SENT) {
            wanted.addAll(door.keepsBoth() ? List.of(Door.DENIED, Door.NECESSARY) : List.of(Door.NECESSARY));
        }
        if (!granted.cookieNames().stream().sorted().toList().equals(wanted)) {
            faults.add("with everything granted " + granted.cookieNames() + " is sent and not " + wanted);
        }
        if (sent == Sent.SENT && door.keepsBoth() && !isPrivate(granted)) {
            faults.add("with everything granted cached as " + granted.all("Cache-Control"));
        }
        if (door == Door.TRAILERS && !granted.body().contains("X-Sum: 1")) {
            faults.add("no trailers arrive: " + granted);
        }
    }

    private Sent sent(RawExchange denied) {
        if (!denied.only("No-Such-Method").isEmpty()) {
            return Sent.NO_SUCH_METHOD;
        }
        return denied.cookieNames().contains(Door.NECESSARY) ? Sent.SENT : Sent.NOT_SENT;
    }

    private int status() {
        if (way.isRedirect()) {
            return way.isNewer() && container.isOlder() ? 200 : 302;
        }
        return switch (way) {
            case BEFORE_ERROR, AFTER_ERROR -> 404;
            case ERROR, EXCEPTION, BEFORE_EXCEPTION, HTTP_2_ERROR, ASYNC_ERROR, ASYNC_TIMEOUT -> 500;
            default -> 200;
        };
    }

    private static boolean isPrivate(RawExchange exchange) {
        String values = exchange.all("Cache-Control").toString();
        return values.contains("private") || values.contains("no-store");
    }

    private RawExchange visit(int port, String... headers) throws IOException {
        String path = "/?door=" + door + "&way=" + way;
        if (way.isHttp2()) {
            return Http2Exchange.get(port, path, headers);
        }
        if (door == Door.TRAILERS) {
            return RawExchange.getChunked(port, path, headers);
        }
        return way == Way.HEAD ? RawExchange.head(port, path, headers) : RawExchange.get(port, path, headers);
    }

    /** What the container makes of a cookie that may pass, where it is no matter of the gate. */
    Sent expected() {
        if (way.isNewer() && container.isOlder()) {
            return Sent.NO_SUCH_METHOD;
        }
        if (way == Way.ASYNC_ERROR && container == Container.UNDERTOW) {
            return Sent.ALL_LOST;
        }
        boolean object = door == Door.ADD_COOKIE;
        boolean undertow = container == Container.UNDERTOW;
        boolean sent = switch (way) {
            case INCLUDE -> object && container.isJetty();
            case BEFORE_RESET -> object && undertow;
            case BEFORE_EXCEPTION -> object || !undertow;
            case AFTER_ERROR -> container.isJetty() || undertow && (object || door.replaces());
            case AFTER_REDIRECT, AFTER_COMMIT -> false;
            default -> true;
        };
        return sent ? Sent.SENT : Sent.NOT_SENT;
    }
}
