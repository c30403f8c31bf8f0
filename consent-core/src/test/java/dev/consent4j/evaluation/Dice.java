package dev.consent4j.evaluation;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Throws that a seed repeats. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True once in so many throws. */
    boolean onceIn(int throwsNeeded) {
        return random.nextInt(throwsNeeded) == 0;
    }

    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    final <T> T any(T... all) {
        return all[random.nextInt(all.length)];
    }

    /** Each with the same chance, once in so many throws. */
    <T> Set<T> some(List<T> all, int throwsNeeded) {
        Set<T> some = new LinkedHashSet<>();
        all.stream().filter(each -> onceIn(throwsNeeded)).forEach(some::add);
        return some;
    }

    /** A day before, on, or after a border. */
    LocalDate around(LocalDate border) {
        return border.plusDays(between(-1, 1));
    }
}
