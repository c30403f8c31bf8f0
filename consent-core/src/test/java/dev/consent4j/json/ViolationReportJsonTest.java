package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.consent4j.violation.ViolationReading;
import dev.consent4j.violation.ViolationReading.Malformed;
import dev.consent4j.violation.ViolationReading.Readable;
import dev.consent4j.violation.ViolationReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms in which browsers report, and everything else that may be sent. */
class ViolationReportJsonTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTheReportChromiumSendsAtOnce() {
        assertEquals(
                new Readable(List.of(new ViolationReport(
                        "script-src-elem", "https://ads.example/t.js", "https://shop.example/a?b"))),
                ViolationReportJson.readReport(bytes("""
                        {"csp-report":{"document-uri":"https://shop.example/a?b","referrer":"https://x.example/",
                        "violated-directive":"script-src-elem","effective-directive":"script-src-elem",
                        "original-policy":"script-src 'self'","disposition":"enforce","blocked-uri":"https://ads.example/t.js",
                        "line-number":7,"source-file":"https://shop.example/a","status-code":200,"script-sample":"alert("}}
                        """)));
    }

    @Test
    void takesTheViolatedDirectiveWhereThereIsNoEffectiveOne() {
        assertEquals(
                new Readable(List.of(new ViolationReport("img-src 'self'", "", ""))),
                ViolationReportJson.readReport(
                        bytes("{\"csp-report\":{\"violated-directive\":\"img-src 'self'\",\"blocked-uri\":[7]}}")));
    }

    @Test
    void readsABatchAndLeavesOtherTypesOut() {
        assertEquals(
                new Readable(List.of(
                        new ViolationReport("img-src", "https://ads.example/p.gif", "https://shop.example/"),
                        new ViolationReport("font-src", "", "https://shop.example/u"))),
                ViolationReportJson.readBatch(bytes("""
                        [{"type":"deprecation","url":"https://shop.example/","body":{"id":"x"}}, 7, null, [], {},
                         {"type":"csp-violation","age":53,"url":"https://shop.example/","user_agent":"Mozilla/5.0",
                          "body":{"documentURL":"https://shop.example/","blockedURL":"https://ads.example/p.gif",
                                  "effectiveDirective":"img-src","originalPolicy":"...","sample":"","statusCode":200}},
                         {"type":"csp-violation","url":"https://shop.example/u","body":{"effectiveDirective":"font-src"}},
                         {"type":"csp-violation","body":"none"}]
                        """)));
    }

    @Test
    void looksAtABoundedNumberOfReports() {
        String one = "{\"type\":\"csp-violation\",\"body\":{}}";
        Readable reading = assertInstanceOf(
                Readable.class, ViolationReportJson.readBatch(bytes("[" + (one + ",").repeat(3_000) + one + "]")));
        assertEquals(ViolationReportJson.MAX_REPORTS, reading.reports().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"csp-report\"",
                "{",
                "{}",
                "[]x",
                "{\"csp-report\":null}",
                "{\"csp-report\":{}} {}",
                "{\"csp-report\":{},}",
                "// comment\n{\"csp-report\":{}}"
            })
    void isMalformedWhereItIsNoReport(String text) {
        assertInstanceOf(Malformed.class, ViolationReportJson.readReport(bytes(text)));
        assertInstanceOf(Malformed.class, ViolationReportJson.readBatch(bytes(text)));
    }

    @Test
    void isMalformedWhereItIsTooDeepTooLongOrNotUtf8() {
        for (String open : List.of("[", "{\"csp-report\":", "[{\"body\":")) {
            assertInstanceOf(Malformed.class, ViolationReportJson.readBatch(bytes(open.repeat(15_000))));
            assertInstanceOf(Malformed.class, ViolationReportJson.readReport(bytes(open.repeat(15_000))));
        }
        String name = "\"" + "n".repeat(2_000) + "\"";
        assertInstanceOf(Malformed.class, ViolationReportJson.readReport(bytes("{\"csp-report\":{" + name + ":1}}")));
        assertInstanceOf(Malformed.class, ViolationReportJson.readBatch(bytes("[" + "9".repeat(5_000) + "]")));
        assertInstanceOf(Malformed.class, ViolationReportJson.readBatch(new byte[ViolationReportJson.MAX_BYTES + 1]));
        assertInstanceOf(
                Malformed.class,
                ViolationReportJson.readReport(
                        "{\"csp-report\":{\"a\":\"\u00fc\"}}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Property(tries = 1_000)
    void isAValueWhateverIsSent(@ForAll byte[] body, @ForAll String text) {
        assertInstanceOf(ViolationReading.class, ViolationReportJson.readReport(body));
        assertInstanceOf(ViolationReading.class, ViolationReportJson.readBatch(body));
        assertInstanceOf(ViolationReading.class, ViolationReportJson.readBatch(bytes("[{\"type\":\"" + text + "\"}]")));
    }
}
