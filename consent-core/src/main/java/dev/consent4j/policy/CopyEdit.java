package dev.consent4j.policy;

/**
 * The statement that a version only edits wording, so that changed titles and descriptions are not material.
 *
 * @param name who vouches for it
 * @param reason why the meaning is the same
 */
public record CopyEdit(String name, String reason) {}
