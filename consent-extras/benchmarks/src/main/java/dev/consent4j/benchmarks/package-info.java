/**
 * What the library costs, measured with JMH.
 *
 * <p>In: fixed policies and visits. Out: time and allocation for each operation of the budget.
 */
package dev.consent4j.benchmarks;
