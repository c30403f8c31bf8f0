package dev.consent4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Measurements of one thing, in groups that may differ as a whole, such as one for each JVM.
 *
 * @param groups the measurements; no group is empty
 * @param share where among all measurements in order the one is that stands for them, 0 to 1
 */
record Samples(List<List<Double>> groups, double share) {

    private static final int RESAMPLINGS = 2_000;
    private static final double TAIL = 0.025;

    /** Measurements that noise makes larger as often as smaller, such as ratios of neighbours: the median counts. */
    static Samples even(List<List<Double>> groups) {
        return new Samples(groups, 0.5);
    }

    /** Measurements that other work on the machine makes larger and never smaller, such as times: the lower quartile counts. */
    static Samples costs(List<List<Double>> groups) {
        return new Samples(groups, 0.25);
    }

    /** The measurement that stands for all. */
    double value() {
        return quantile(groups.stream().flatMap(List::stream).toList());
    }

    /** What these take more than others, with an interval that covers both. */
    Estimate over(Samples others) {
        return Estimate.of(value() - others.value(), random -> resampled(random) - others.resampled(random));
    }

    /** The value with its interval. */
    Estimate estimate() {
        return Estimate.of(value(), this::resampled);
    }

    /** The value of groups drawn with replacement, and in each of measurements drawn with replacement. */
    private double resampled(SplittableRandom random) {
        List<Double> drawn = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<Double> group = groups.get(random.nextInt(groups.size()));
            for (int j = 0; j < group.size(); j++) {
                drawn.add(group.get(random.nextInt(group.size())));
            }
        }
        return quantile(drawn);
    }

    private double quantile(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double at = share * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }

    /**
     * A value with the interval that holds it with 95 % by the bootstrap, groups and measurements both drawn anew.
     *
     * @param value the value
     * @param low lower end
     * @param high upper end
     */
    record Estimate(double value, double low, double high) {

        /** The share of one in several. */
        Estimate dividedBy(int several) {
            return new Estimate(value / several, low / several, high / several);
        }

        static Estimate of(double value, ToDoubleFunction<SplittableRandom> resampled) {
            SplittableRandom random = new SplittableRandom(1);
            double[] values = new double[RESAMPLINGS];
            for (int i = 0; i < RESAMPLINGS; i++) {
                values[i] = resampled.applyAsDouble(random);
            }
            Arrays.sort(values);
            return new Estimate(
                    value, values[(int) (TAIL * RESAMPLINGS)], values[(int) ((1 - TAIL) * RESAMPLINGS) - 1]);
        }
    }
}
