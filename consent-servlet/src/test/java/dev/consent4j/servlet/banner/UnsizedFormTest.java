package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.banner.ChoicesForm.Reading;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsizedFormTest {

    private int read;

    @Test
    void readsNoFurtherThanAFormMayBe() {
        Reading reading = ChoicesForm.read(request("a=1&".repeat(65_536), Map.of()));

        assertInstanceOf(Reading.Refused.class, reading);
        assertTrue(read <= ChoicesForm.MAX_BYTES + 1, read + " bytes read");
    }

    @Test
    void readsFieldsAsContainersDo() {
        Reading reading = ChoicesForm.read(request("action=save&purpose=a%20b&purpose=c+d&flag", Map.of()));

        ChoicesForm form = assertInstanceOf(Reading.Read.class, reading).form();
        assertEquals(Action.SAVE, form.action());
        assertEquals(Set.of("a b", "c d"), form.purposes());
    }

    @Test
    void takesWhatAFilterHasReadBefore() {
        Reading reading = ChoicesForm.read(request("", Map.of("action", new String[] {"reject-all"})));

        assertEquals(
                Action.REJECT_ALL,
                assertInstanceOf(Reading.Read.class, reading).form().action());
    }

    @Test
    void refusesWhatIsNotWellEncoded() {
        assertEquals(new Reading.Refused(400), ChoicesForm.read(request("action=%zz", Map.of())));
    }

    private HttpServletRequest request(String body, Map<String, String[]> known) {
        Body stream = new Body(body.getBytes(StandardCharsets.ISO_8859_1));
        return new HttpServletRequestWrapper(FakeRequest.of().servlet()) {
            @Override
            public String getContentType() {
                return "application/x-www-form-urlencoded";
            }

            @Override
            public long getContentLengthLong() {
                return -1;
            }

            @Override
            public ServletInputStream getInputStream() {
                return stream;
            }

            @Override
            public Map<String, String[]> getParameterMap() {
                stream.readToTheEnd();
                return known;
            }
        };
    }

    /** Counts what is read. */
    private final class Body extends ServletInputStream {

        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return isFinished() ? -1 : bytes[read++] & 0xff;
        }

        void readToTheEnd() {
            read = bytes.length;
        }

        @Override
        public boolean isFinished() {
            return read == bytes.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
