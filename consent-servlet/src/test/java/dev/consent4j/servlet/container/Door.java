package dev.consent4j.servlet.container;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** A method of the servlet API by which a cookie can leave a server, with the case its field name is written in. */
enum Door {
    ADD_COOKIE("addCookie") {
        @Override
        void set(HttpServletResponse response, String name) {
            response.addCookie(new Cookie(name, "1"));
        }
    },
    ADD_HEADER("addHeader") {
        @Override
        void set(HttpServletResponse response, String name) {
            response.addHeader("Set-Cookie", name + "=1; Path=/");
        }
    },
    ADD_HEADER_IN_ODD_CASE("addHeader in odd case") {
        @Override
        void set(HttpServletResponse response, String name) {
            response.addHeader("sEt-cOOkie", name + " = 1;Path=/");
        }
    },
    SET_HEADER("setHeader") {
        @Override
        void set(HttpServletResponse response, String name) {
            response.setHeader("Set-Cookie", name + "=1");
        }
    },
    SET_HEADER_IN_ODD_CASE("setHeader in odd case") {
        @Override
        void set(HttpServletResponse response, String name) {
            response.setHeader("SET-cookie", name + "=1");
        }
    },
    ADD_INT_HEADER("addIntHeader") {
        @Override
        void setDenied(HttpServletResponse response) {
            response.addIntHeader("set-Cookie", 7);
        }
    },
    SET_INT_HEADER("setIntHeader") {
        @Override
        void setDenied(HttpServletResponse response) {
            response.setIntHeader("Set-Cookie", 7);
        }
    },
    ADD_DATE_HEADER("addDateHeader") {
        @Override
        void setDenied(HttpServletResponse response) {
            response.addDateHeader("SET-COOKIE", 0);
        }
    },
    SET_DATE_HEADER("setDateHeader") {
        @Override
        void setDenied(HttpServletResponse response) {
            response.setDateHeader("set-cookie", 0);
        }
    },
    SET_COOKIE2("Set-Cookie2") {
        @Override
        void setDenied(HttpServletResponse response) {
            response.addHeader("set-cookie2", DENIED + "=1; Version=1");
        }
    },
    TRAILERS("setTrailerFields") {
        @Override
        void setDenied(HttpServletResponse response) {
            response.setTrailerFields(
                    () -> Map.of("set-Cookie", DENIED + "=1", "Set-Cookie2", "consent=1", "X-Sum", "1"));
        }
    };

    static final String DENIED = "_stats";
    static final String NECESSARY = "basket";

    private final String label;

    Door(String label) {
        this.label = label;
    }

    /** As the documentation calls it. */
    String label() {
        return label;
    }

    /** The denied one first, because setting a header replaces what was set before. */
    void pass(HttpServletResponse response) {
        setDenied(response);
        set(response, NECESSARY);
    }

    void setDenied(HttpServletResponse response) {
        set(response, DENIED);
    }

    void set(HttpServletResponse response, String name) {
        response.addHeader("Set-Cookie", name + "=1");
    }

    /** Whether it replaces what was set before. */
    boolean replaces() {
        return this == SET_HEADER || this == SET_HEADER_IN_ODD_CASE;
    }

    /** Whether both cookies are sent once both are permitted. */
    boolean keepsBoth() {
        return compareTo(SET_HEADER) < 0;
    }
}
