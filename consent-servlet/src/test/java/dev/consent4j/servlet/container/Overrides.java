package dev.consent4j.servlet.container;

import java.io.IOException;
import java.util.List;

/** Rows of the matrix, and looks at what the application sees, by the override of our wrappers they hold to account. */
enum Overrides {
    RESPONSE_VIEW(DoorsTrial.class) {
        @Override
        boolean isGreen(int port) throws IOException {
            String seen = RawExchange.get(port, View.PATH, "Sec-GPC: 1").body();
            return says(seen, "contains false", "header null", "headers []", "names []");
        }
    },
    REQUEST_VIEW(DoorsTrial.class) {
        @Override
        boolean isGreen(int port) throws IOException {
            String none = RawExchange.get(port, View.PATH, "Cookie: _stats=1").body();
            String rest =
                    RawExchange.get(port, View.PATH, "Cookie: _stats=1; a=2").body();
            return says(none, "cookies []", "request header null", "request headers []", "request names []")
                    && says(rest, "cookies [a=2]", "request header a=2", "request headers [a=2]");
        }
    },
    PUSH_VIEW(DoorsTrial.class) {
        @Override
        boolean isGreen(int port) throws IOException {
            String hidden =
                    Http2Exchange.get(port, View.PATH, "Cookie: _stats=1").body();
            String shown = Http2Exchange.get(port, View.PATH, "Cookie: a=2").body();
            return says(hidden, "push null") && shown.contains("push a=2");
        }
    },
    ASYNC_PAGE(AsyncPageTrial.class) {
        @Override
        boolean isGreen(int port) throws IOException {
            return RawExchange.get(port, "/").body().contains(AsyncPageTrial.PAGE);
        }
    },
    SESSION(SessionsTrial.class) {
        @Override
        boolean isGreen(int port) throws IOException {
            String accepted = "Cookie: " + DoorMatrix.accepted(port);
            String session = RawExchange.get(port, "/", accepted)
                    .all("Set-Cookie")
                    .get(0)
                    .split(";")[0];
            RawExchange denied = RawExchange.get(port, "/", "Cookie: " + session);
            RawExchange byUrl = RawExchange.get(port, "/;" + session.replace("JSESSIONID", "jsessionid"));
            return denied.cookieNames().size() == 1
                    && byUrl.cookieNames().isEmpty()
                    && denied.body().contains(NO_SESSION)
                    && byUrl.body().contains(NO_SESSION);
        }
    };

    private static final String NO_SESSION =
            "existing false, cookie false, requested false, valid false, from cookie false,"
                    + " from url false, kept 1, changed true";

    private final Class<? extends Trial> trial;

    Overrides(Class<? extends Trial> trial) {
        this.trial = trial;
    }

    Class<? extends Trial> trial() {
        return trial;
    }

    abstract boolean isGreen(int port) throws IOException;

    private static boolean says(String body, String... lines) {
        return body.lines().toList().containsAll(List.of(lines));
    }
}
