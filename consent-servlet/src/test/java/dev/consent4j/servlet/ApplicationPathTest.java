package dev.consent4j.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

class ApplicationPathTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/privacy, -, /privacy",
                "/privacy, /choices, /privacy/choices",
                "/privacy/choices, -, /privacy/choices",
                "'', /privacy/choices, /privacy/choices",
                "'', /privacy, /privacy",
                "/priv, acy/choices, /privacy/choices",
                "/privacyx, -, /privacyx",
                "/private, -, -",
                "/priv, ate, -",
                "/priv, -, -",
                "/other, /privacy, -",
                "'', /other, -",
                "'', -, -",
                "/Privacy, -, -"
            })
    void theTwoPartsAreReadAsOne(String servletPath, String pathInfo, String path) {
        HttpServletRequest request = Mockito.mock(HttpServletRequest.class);
        Mockito.when(request.getServletPath()).thenReturn(servletPath);
        Mockito.when(request.getPathInfo()).thenReturn(pathInfo);

        assertEquals(path, ApplicationPath.startingWith(request, "/privacy"));
    }
}
