package dev.consent4j.cli;

import dev.consent4j.export.ExportReading;
import dev.consent4j.export.ExportVerifier;
import dev.consent4j.export.Verification;
import dev.consent4j.export.Verification.Outside;
import dev.consent4j.policy.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Verifies an export. */
record VerifyCommand(Options options, PrintStream out) {

    int run() {
        ExportVerifier verifier =
                options.keys().isEmpty() ? ExportVerifier.trustingTheExport() : ExportVerifier.trusting(options.keys());
        String older = options.other();
        if (older != null) {
            verifier = verifier.against(OlderCheckpoint.in(older));
        }
        ExportReading reading;
        try (InputStream in = Options.open(options.file())) {
            reading = verifier.verify(in);
        } catch (IOException failed) {
            throw Options.unreadable(options.file(), failed);
        }
        if (reading instanceof Verification found) {
            if (options.json()) {
                out.println(CanonicalJson.write(members(found)));
            } else {
                print(found);
            }
            return found.isClean() ? Main.OK : Main.FINDINGS;
        }
        throw new UnusableException("'" + Options.shown(options.file()) + "' is no export: "
                + ((ExportReading.Unreadable) reading).reason() + ".");
    }

    private void print(Verification found) {
        Verification.Counts counts = found.counts();
        out.println("Ledger        " + Options.shown(found.origin()));
        out.println("Export        " + Options.shown(found.exported().export()) + ", for "
                + Options.shown(found.exported().recipient()) + ": "
                + Options.shown(found.exported().purpose()) + "; to be destroyed by "
                + found.exported().destroyBy());
        out.println("Entries       " + found.exported().range().from() + " to "
                + (found.exported().range().to() - 1) + ", scope "
                + Options.shown(found.exported().scope()));
        out.println("              "
                + (found.recorded()
                        ? "so says the ledger's own entry about this export"
                        : "so says line 1, and no entry of the ledger"));
        out.println();
        out.println("Integrity     " + integrity(found));
        out.println("Completeness  " + completeness(found));
        out.println();
        line("verified", counts.verified(), "the bytes fit the ledger");
        line(
                "out of scope",
                counts.closed(),
                "there as leaf hashes only; that they are out of scope is the exporter's word");
        line("erased", counts.erased(), "and accounted for by an entry that says so");
        line("missing", counts.missing(), "neither there nor accounted for");
        line("altered", counts.altered(), "not what was recorded");
        if (counts.erasedSince() > 0) {
            line("to destroy", counts.erasedSince(), "of the verified ones were erased from the ledger since");
        }
        found.firstOffending().ifPresent(index -> out.println("First offending index: " + index));
        out.println();
        out.println(covered(found));
        out.println("Keys          "
                + (found.trusted()
                        ? "as given"
                        : "as the export says; give --key to know that the ledger's owner signed it"));
        found.problems().forEach(problem -> out.println("! " + Options.sentence(problem)));
    }

    private void line(String word, long count, String meaning) {
        out.printf(Locale.ROOT, "%,12d  %-13s %s%n", count, word, meaning);
    }

    private static String integrity(Verification found) {
        return switch (found.integrity()) {
            case INTACT -> "OK: nothing was changed";
            case UNCOVERED -> "NOT PROVEN: nothing is wrong, but no signed checkpoint covers all of it";
            case VIOLATED -> "VIOLATED: something was changed";
        };
    }

    private static String completeness(Verification found) {
        String outside = outside(found.outside());
        return switch (found.completeness()) {
            case COMPLETE -> "OK: nothing is missing; " + outside;
            case UNPROVEN -> "NOT PROVEN: nothing is missing here; " + outside;
            case VIOLATED -> "VIOLATED: something is missing; " + outside;
        };
    }

    private static String outside(Outside outside) {
        return switch (outside.result()) {
            case NOT_GIVEN -> "give --checkpoint to know that nothing was cut off or rolled back before";
            case CONSISTENT -> "continues the older checkpoint of " + outside.size() + " entries";
            case DIFFERENT -> "the older checkpoint of " + outside.size() + " entries saw other entries";
            case BEYOND_THE_END ->
                "the older checkpoint saw " + outside.size() + " entries, more than the export speaks of";
            case NOT_COMPARABLE ->
                "the export does not show the tree at the older checkpoint's " + outside.size()
                        + " entries; export from index 0";
            case NOT_OURS -> "the older checkpoint is of another ledger or signed by no known key";
        };
    }

    private static String covered(Verification found) {
        long covered = found.covered();
        String signed = covered == 0
                ? "Checkpoint    none in the export fits"
                : "Checkpoint    of " + covered + " entries, signed, covers 0 to " + (covered - 1);
        return covered < found.end()
                ? signed + "\nUncovered     " + covered + " to " + (found.end() - 1)
                        + ": no checkpoint covers these entries"
                : signed;
    }

    private static Map<String, Object> members(Verification found) {
        Verification.Counts counts = found.counts();
        Map<String, Object> members = new TreeMap<>();
        members.put("clean", found.isClean());
        members.put("origin", found.origin());
        members.put("export", found.exported().export());
        members.put("scope", found.exported().scope());
        members.put("purpose", found.exported().purpose());
        members.put("recipient", found.exported().recipient());
        members.put("destroyBy", found.exported().destroyBy().toString());
        members.put("recorded", found.recorded());
        members.put("from", found.exported().range().from());
        members.put("to", found.exported().range().to());
        members.put("integrity", found.integrity().name().toLowerCase(Locale.ROOT));
        members.put("completeness", found.completeness().name().toLowerCase(Locale.ROOT));
        members.put("verified", counts.verified());
        members.put("outOfScope", counts.closed());
        members.put("erased", counts.erased());
        members.put("missing", counts.missing());
        members.put("altered", counts.altered());
        members.put("erasedSince", counts.erasedSince());
        found.firstOffending().ifPresent(index -> members.put("firstOffending", index));
        members.put("covered", found.covered());
        members.put("end", found.end());
        members.put("whole", found.whole());
        members.put("keysGiven", found.trusted());
        members.put(
                "outside",
                found.outside().result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("outsideSize", found.outside().size());
        members.put("problems", found.problems());
        return members;
    }
}
