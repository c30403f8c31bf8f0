package dev.consent4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.json.JsonLine;
import dev.consent4j.key.Keyring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    private final TestLedger site = new TestLedger();
    private final Keyring keys = Keyring.inMemory(new SecureRandom());

    @AfterEach
    void close() {
        site.close();
    }

    private Receipt receipt(int number) {
        DecisionId id = DecisionId.of(ByteBuffer.allocate(16).putInt(number).array());
        return Receipt.of(site.ledger, keys, id, TestLedger.NOW).orElseThrow();
    }

    private ReceiptVerifier.Result verify(String receipt, String opening) {
        return ReceiptVerifier.trusting(List.of(site.key.verifyingKey()))
                .verify(
                        receipt.getBytes(StandardCharsets.UTF_8),
                        opening.isEmpty() ? null : opening.getBytes(StandardCharsets.UTF_8));
    }

    @Proves("RECORD-5")
    @Test
    void aReceiptVerifiesWithAndWithoutItsPrivatePart() {
        site.decisions(0, 12);
        Receipt receipt = receipt(7);
        assertEquals(List.of(), verify(receipt.json(), "").problems());
        ReceiptVerifier.Result opened = verify(receipt.json(), receipt.opening());
        assertEquals(List.of(), opened.problems());
        assertTrue(opened.opened());
        assertTrue(opened.trusted());
        assertEquals(7, opened.index());
        assertTrue(JsonLine.isObject(receipt.json().replace("\n", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void receiptsOfOnePersonHaveNothingInCommonThatNamesThem() {
        site.decisions(0, 20);
        Receipt first = receipt(7);
        Receipt second = receipt(17);
        String subject = TestLedger.subject(7).text();
        assertTrue(first.opening().contains(subject));
        assertFalse(first.json().contains(subject));
        assertNotEquals(pseudonym(first), pseudonym(second));
        assertEquals(pseudonym(first), pseudonym(receipt(7)));
    }

    private static String pseudonym(Receipt receipt) {
        String json = receipt.json();
        int at = json.indexOf("\"receipt\":\"") + 11;
        return json.substring(at, json.indexOf('"', at));
    }

    @Test
    void aChangedReceiptIsFoundWhicheverByteChanged() {
        byte[] json = receipt(site.decisions(0, 12), 7).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(3);
        for (int i = 0; i < json.length; i++) {
            byte[] changed = json.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            ReceiptVerifier.Result found =
                    ReceiptVerifier.trusting(List.of(site.key.verifyingKey())).verify(changed, null);
            int at = i;
            boolean onlyTheKeysOfTheFile = i < new String(json, StandardCharsets.UTF_8).indexOf("\"proof\"");
            assertTrue(onlyTheKeysOfTheFile || !found.problems().isEmpty(), () -> "byte " + at);
        }
    }

    private String receipt(TestLedger ledger, int number) {
        assertTrue(ledger.ledger.size() > number);
        return receipt(number).json();
    }

    @Test
    void aPrivatePartOfAnotherEntryOpensNothing() {
        site.decisions(0, 12);
        ReceiptVerifier.Result found = verify(receipt(7).json(), receipt(8).opening());
        assertEquals(List.of("the private part does not fit the entry"), found.problems());
        assertFalse(found.opened());
    }

    @Test
    void thereIsNoReceiptOfWhatIsNotThereOrErased() {
        site.decisions(0, 12).erase(7);
        DecisionId erased = DecisionId.of(ByteBuffer.allocate(16).putInt(7).array());
        assertTrue(Receipt.of(site.ledger, keys, erased, TestLedger.NOW).isEmpty());
        DecisionId never = DecisionId.of(ByteBuffer.allocate(16).putInt(99).array());
        assertTrue(Receipt.of(site.ledger, keys, never, TestLedger.NOW).isEmpty());
    }

    @Test
    void anythingElseIsNoReceipt() {
        for (String text : List.of("", "{}", "\u0000", "{\n\"format\":\"consent4j-receipt\",\n\"keys\":[")) {
            assertEquals(-1, verify(text, "").index());
        }
    }
}
