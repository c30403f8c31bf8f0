package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationExceptionTest {

    private static final Problem FIRST = Problem.at("version", "is missing.", "Name it.");
    private static final Problem SECOND = new Problem("link", 3, "is no link.", "Write a path.");

    @Test
    void listsEveryProblemOnALineOfItsOwn() {
        assertEquals("""
                policy.json has 2 problems:
                  - version: is missing. Name it.
                  - line 3, link: is no link. Write a path.""", new ConfigurationException("policy.json", List.of(FIRST, SECOND)).getMessage());
        assertEquals(
                "policy.json has 1 problem:\n  - line 7, version: is missing. Name it.",
                new ConfigurationException("policy.json", List.of(FIRST.onLine(7))).getMessage());
    }

    @Test
    void keepsItsMessageWhenItIsSentElsewhere() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ConfigurationException("policy.json", List.of(FIRST)));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ConfigurationException read = (ConfigurationException) in.readObject();
            assertEquals("policy.json has 1 problem:\n  - version: is missing. Name it.", read.getMessage());
            assertEquals(List.of(), read.problems());
        }
    }

    @Test
    void quotesNoMoreThanAMessageBears() {
        assertEquals("'a?b'", Problem.quoted("a\nb"));
        assertEquals(Problem.QUOTED + 2, Problem.quoted("x".repeat(1_000)).length());
    }
}
