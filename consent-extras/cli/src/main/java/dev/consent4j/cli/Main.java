package dev.consent4j.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** The program {@code consent.jar}. */
public final class Main {

    static final int OK = 0;
    static final int FINDINGS = 1;
    static final int UNUSABLE = 2;

    static final String USAGE = """
            Verifies what leaves a ledger of Consent4J, and judges policy files; needs no database, no server, no network.

              java -jar consent.jar verify EXPORT [--checkpoint OLDER] [--key VKEY]... [--json]
                  EXPORT              an export in JSON Lines; - reads standard input
                  --checkpoint OLDER  a file with a signed checkpoint kept outside the ledger, or what a checkpoint
                                      sink wrote, of which the last one counts: proves that nothing it saw was
                                      changed, cut off or rolled back
                  --key VKEY          a key of the ledger (name+id+key), got from elsewhere than the export, or a
                                      file that holds it; may come several times. Without it the keys written in
                                      the export are believed, which shows damage but not who made the file.
                  --json              the findings as one JSON object

              java -jar consent.jar receipt FILE [--opening PRIVATE-PART] [--key VKEY]... [--json]
                  FILE                a receipt
                  --opening FILE      its private part, which shows that the ledger's entry is what it says

              java -jar consent.jar lint POLICY... [--accept RULE,...] [--seen NAMES-FILE] [--json]
                  POLICY              a policy file; of several versions the oldest first
                  --accept RULE,...   ids of rules whose findings are accepted
                  --seen NAMES-FILE   names of cookies that were seen, one a line: those not declared are found

            Exit code: 0 nothing is wrong; 1 something is wrong (lint: an error, not a warning); 2 the arguments or a file cannot be used.
            """;

    private Main() {}

    /**
     * Runs a command and exits.
     *
     * @param arguments the command and its arguments; without any, how to use them is printed
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(Arrays.asList(arguments), out, err);
        out.flush();
        System.exit(code);
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()
                || arguments.contains("--help")
                || arguments.get(0).equals("help")) {
            (arguments.isEmpty() ? err : out).print(USAGE);
            return arguments.isEmpty() ? UNUSABLE : OK;
        }
        try {
            List<String> rest = arguments.subList(1, arguments.size());
            return switch (arguments.get(0)) {
                case "verify" -> new VerifyCommand(Options.of(rest, "--checkpoint"), out).run();
                case "lint" -> new LintCommand(LintOptions.of(rest), LocalDate.now(ZoneOffset.UTC), out).run();
                case "receipt" -> new ReceiptCommand(Options.of(rest, "--opening"), out).run();
                default ->
                    throw new UnusableException("There is no command '" + Options.shown(arguments.get(0))
                            + "'. Commands are verify, receipt and lint.");
            };
        } catch (UnusableException unusable) {
            err.println(unusable.getMessage());
            err.println("See: java -jar consent.jar --help");
            return UNUSABLE;
        } catch (OutOfMemoryError tooLarge) {
            err.println("The file needs more memory than there is; try: java -Xmx1g -jar consent.jar ...");
            return UNUSABLE;
        }
    }
}
