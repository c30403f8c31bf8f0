package dev.consent4j.cli;

import dev.consent4j.export.ReceiptVerifier;
import dev.consent4j.policy.CanonicalJson;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Verifies a receipt. */
record ReceiptCommand(Options options, PrintStream out) {

    int run() {
        byte[] receipt = Options.bytes(options.file(), ReceiptVerifier.MAX_BYTES);
        String other = options.other();
        byte[] opening = other == null ? null : Options.bytes(other, ReceiptVerifier.MAX_BYTES);
        ReceiptVerifier.Result found = ReceiptVerifier.trusting(options.keys()).verify(receipt, opening);
        if (found.index() < 0) {
            throw new UnusableException("'" + Options.shown(options.file()) + "' is no receipt this version knows.");
        }
        if (options.json()) {
            out.println(CanonicalJson.write(members(found)));
        } else {
            print(found);
        }
        return found.problems().isEmpty() ? Main.OK : Main.FINDINGS;
    }

    private void print(ReceiptVerifier.Result found) {
        out.println(
                found.problems().isEmpty()
                        ? "OK: the statement is signed, and the ledger holds it as entry " + found.index()
                        : "NOT VERIFIED");
        found.problems().forEach(problem -> out.println("! " + problem));
        if (found.opened()) {
            out.println("The private part is the entry's.");
        }
        if (!found.trusted()) {
            out.println("Keys as the receipt says; give --key to know that the site signed it.");
        }
    }

    private static Map<String, Object> members(ReceiptVerifier.Result found) {
        Map<String, Object> members = new TreeMap<>();
        members.put("clean", found.problems().isEmpty());
        members.put("problems", found.problems());
        members.put("index", found.index());
        members.put("keysGiven", found.trusted());
        members.put("opened", found.opened());
        return members;
    }
}
