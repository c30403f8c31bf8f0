package dev.consent4j.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Policy files: JSON in which comments and trailing commas are allowed. Its fields are described by the JSON Schema in
 * the resource {@value #SCHEMA}. Thread safe.
 */
public final class PolicyJson {

    /** Resource that holds the JSON Schema of policy files. */
    public static final String SCHEMA = "/dev/consent4j/json/policy.schema.json";

    /** Longest policy file, in bytes, or in characters of a text. */
    public static final int MAX_LENGTH = 4 * 1_024 * 1_024;

    private PolicyJson() {}

    /**
     * Reads a policy file.
     *
     * @param file the file, in UTF-8
     * @return the policy
     * @throws ConfigurationException if it cannot be read or is no policy; lists every problem with path and line
     */
    public static Policy read(Path file) {
        String name = file.toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_LENGTH + 1);
        } catch (NoSuchFileException absent) {
            throw refused(name, Problem.at("$", "there is no such file.", "Check the path."));
        } catch (IOException unreadable) {
            throw refused(
                    name, Problem.at("$", "cannot be read: " + unreadable + ".", "Check what it is and its rights."));
        }
        return decoded(name, bytes);
    }

    /**
     * Reads a policy file that is packed with an application.
     *
     * @param near a class of the application, whose class loader has the file
     * @param resource its name, from the root with a leading slash, else beside the class
     * @return the policy
     * @throws ConfigurationException if it cannot be read or is no policy; lists every problem with path and line
     */
    public static Policy readResource(Class<?> near, String resource) {
        byte[] bytes;
        try (InputStream in = near.getResourceAsStream(resource)) {
            if (in == null) {
                throw refused(resource, Problem.at("$", "there is no such resource.", "Check name and packaging."));
            }
            bytes = in.readNBytes(MAX_LENGTH + 1);
        } catch (IOException unreadable) {
            throw refused(resource, Problem.at("$", "cannot be read: " + unreadable + ".", "Check the packaging."));
        }
        return decoded(resource, bytes);
    }

    /**
     * Reads the text of a policy file.
     *
     * @param name what the text is called in messages
     * @param text the text
     * @return the policy
     * @throws ConfigurationException if it is no policy; lists every problem with path and line, in the order of the
     *     text; a syntax error is listed alone
     */
    public static Policy read(String name, String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused(name, tooLong());
        }
        String json = text.startsWith("\ufeff") ? text.substring(1) : text;
        Report report = new Report();
        LocatedNode root;
        try {
            root = LocatedParser.parse(json, report);
        } catch (JsonProcessingException notJson) {
            throw refused(name, SyntaxProblem.of(notJson, json));
        }
        PolicyBuilder builder = new PolicyReader(root, report).read();
        List<Problem> problems = report.problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(name, problems);
        }
        return builder.build();
    }

    private static Policy decoded(String name, byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw refused(name, tooLong());
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(name, text);
        } catch (CharacterCodingException notUtf8) {
            throw refused(name, Problem.at("$", "is not UTF-8.", "Save it as UTF-8."));
        }
    }

    private static Problem tooLong() {
        return Problem.at("$", "is longer than " + MAX_LENGTH + " bytes.", "Check that it is a policy file.");
    }

    private static ConfigurationException refused(String name, Problem problem) {
        return new ConfigurationException(name, List.of(problem));
    }
}
