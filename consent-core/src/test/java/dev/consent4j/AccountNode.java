package dev.consent4j;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Another JVM that serves the site of {@link TwoNodes} from a database; it obeys one line after the other. */
final class AccountNode implements AutoCloseable {

    /** Stands for no cookie, or nobody signed in. */
    static final String NONE = "-";

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Process process;
    private final Path complaints;
    private final BufferedReader answers;
    private final PrintStream orders;

    private AccountNode(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static AccountNode start(String url, Path keys) throws IOException {
        Path complaints = Files.createTempFile("account-node", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AccountNode.class.getName(),
                        url,
                        keys.toString())
                .redirectError(complaints.toFile())
                .start();
        return new AccountNode(process, complaints);
    }

    /** The cookie the device carries after an answer. */
    String answer(String cookie, String account, String place, Action action) throws IOException {
        return order("answer", cookie, account, place, action.name());
    }

    /** What holds for the two purposes of the site, such as {@code granted granted}. */
    String visit(String cookie, String account, String place) throws IOException {
        return order("visit", cookie, account, place);
    }

    /** Takes what was decided on the device into the account. */
    void claim(String cookie, String account) throws IOException {
        order("claim", cookie, account);
    }

    void withdraw(String account) throws IOException {
        order("withdraw", account);
    }

    /** An authority voids what was granted today. */
    void invalidate() throws IOException {
        order("invalidate");
    }

    /** Time passes; what runs in the background every few seconds has run. */
    void forward(Duration time) throws IOException {
        order("forward", String.valueOf(time.toMillis()));
    }

    private String order(String... words) throws IOException {
        orders.println(String.join(" ", words));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("it ended: " + Files.readString(complaints));
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        complaints.toFile().delete();
    }

    public static void main(String[] arguments) throws IOException {
        MovableClock clock = new MovableClock(START);
        try (HikariDataSource pool = Pools.of(arguments[0], 3);
                ConsentService service = ConsentService.builder()
                        .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(TwoNodes.POLICY)), null))
                        .stores(JdbcLedgers.create(pool)::ledger)
                        .keys(Keyring.open(Path.of(arguments[1])))
                        .clock(clock)
                        .build()) {
            Served served = new Served(service.sites().get(0), clock);
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                answers.println(served.obey(line.split(" ", -1)));
            }
        }
    }

    /** The site in the other JVM. */
    private record Served(SiteConsent site, MovableClock clock) {

        String obey(String... words) {
            switch (words[0]) {
                case "answer" -> {
                    return answer(words[1], words[2], words[3], Action.valueOf(words[4]));
                }
                case "visit" -> {
                    EffectiveConsent now = visit(words[1], words[2], words[3], Signals.NONE);
                    return now.purpose("audience").reason().id() + " "
                            + now.purpose("ads").reason().id();
                }
                case "claim" -> site.accounts().link(visit(words[1], words[2], "DE", Signals.NONE), words[2]);
                case "withdraw" -> site.withdraw(site.newDecisionId(), words[1]);
                case "invalidate" -> {
                    LocalDate day = site.today();
                    site.records()
                            .invalidate(
                                    "v" + day, new GrantsEnded.OfVersion("2026-11", day, day), "unclear", "authority");
                }
                case "forward" -> {
                    clock.forward(Duration.ofMillis(Long.parseLong(words[1])));
                    site.records().refresh();
                    site.accounts().refresh();
                }
                default -> throw new IllegalArgumentException(words[0]);
            }
            return "done";
        }

        private String answer(String cookie, String account, String place, Action action) {
            boolean signal = action == Action.SIGNAL;
            Outcome outcome = site.submit(
                    Submission.of(site.newDecisionId(), action, signal ? Source.SIGNAL : Source.BANNER, Shown.NOTHING),
                    visit(cookie, account, place, Signals.of(signal, Signals.NONE.dnt())),
                    account.equals(NONE) ? null : site.accounts().signedIn(account));
            GivenConsent given = outcome.given();
            return given.acts() == 0 ? NONE : cookie(given, visit(NONE, NONE, place, Signals.NONE));
        }

        private String cookie(GivenConsent given, EffectiveConsent before) {
            String line = site.setCookies(given, before).stream()
                    .filter(each -> each.contains("HttpOnly"))
                    .findFirst()
                    .orElseThrow();
            return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
        }

        private EffectiveConsent visit(String cookie, String account, String place, Signals signals) {
            Given device = cookie.equals(NONE)
                    ? Given.NONE
                    : site.device(List.of(cookie)).given();
            Given signedIn = account.equals(NONE)
                    ? Given.NONE
                    : site.accounts().signedIn(account).given();
            return site.evaluate(device, signedIn, Jurisdiction.parse(place), Person.UNKNOWN, signals, site.today());
        }
    }
}
