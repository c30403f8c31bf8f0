package dev.consent4j.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class FilterOrderFailureTest {

    /** A context that names no filters, as one does that was handed to a listener of a library. */
    private static final class Nameless extends HttpServletRequestWrapper {

        Nameless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletContext getServletContext() {
            throw new UnsupportedOperationException("not for listeners of libraries");
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }
    }

    @Test
    void aContainerThatNamesNoFiltersKeepsNoRequestFromTheApplication() throws Exception {
        HttpServletResponse response = new FakeResponse().servlet();
        response.addHeader("Set-Cookie", "early=1");
        int[] served = {0};
        FilterChain chain = (request, answered) -> served[0]++;

        try (ConsentService service = TestSite.running();
                Warnings warnings = Warnings.of("dev.consent4j.servlet.FilterOrder")) {
            ConsentFilter.builder(service)
                    .build()
                    .doFilter(new Nameless(FakeRequest.of().servlet()), response, chain);
            assertEquals(1, warnings.messages().size());
        }

        assertEquals(1, served[0]);
    }
}
