package dev.consent4j.powerloss;

import dev.consent4j.powerloss.DiskEvent.Acknowledged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The steps of a trace after which the power fails. */
final class Moments {

    private static final int FIRST = 60;

    private Moments() {}

    /**
     * Draws moments: after acknowledgements, while the file is created, while the log is folded into the file, and
     * anywhere.
     *
     * @param steps the trace
     * @param file the ledger's file
     * @param each how many of each sort
     */
    static TreeSet<Integer> draw(List<Trace.Step> steps, String file, int each, Random random) {
        TreeSet<Integer> moments = new TreeSet<>();
        moments.addAll(some(steps, each, random, step -> steps.get(step).event() instanceof Acknowledged));
        moments.addAll(some(steps, each, random, step -> step < FIRST));
        moments.addAll(some(steps, each, random, step -> step > FIRST && changes(steps.get(step), file)));
        moments.addAll(some(steps, each, random, step -> true));
        moments.add(steps.size() - 1);
        return moments;
    }

    private static boolean changes(Trace.Step step, String file) {
        return step.event() instanceof DiskEvent.Change change && change.file().equals(file);
    }

    private static List<Integer> some(List<Trace.Step> steps, int most, Random random, IntPredicate which) {
        List<Integer> all =
                IntStream.range(0, steps.size()).filter(which).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(most, all.size()));
    }
}
