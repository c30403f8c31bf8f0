package dev.consent4j.entry;

/**
 * What is served to be shown on a surface where a choice can be made, exactly, and free of request data.
 *
 * @param surface {@code banner}, {@code choices}, {@code placeholder} or {@code confirmation}, the second step
 * @param policyVersion the policy version it speaks of
 * @param policyHash the policy's content hash
 * @param regime id of the regime it is made for
 * @param language its language tag
 * @param html the markup; what depends on the request is a named slot such as <code>{analytics}</code>
 * @param style the style sheet
 * @param script the script, empty if none
 * @param hash SHA-256 of all of the above, 64 hexadecimal digits
 */
public record Rendering(
        String surface,
        String policyVersion,
        String policyHash,
        String regime,
        String language,
        String html,
        String style,
        String script,
        String hash) {}
