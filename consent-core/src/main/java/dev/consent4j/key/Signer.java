package dev.consent4j.key;

/**
 * Signs checkpoints with Ed25519 (RFC 8032): a {@link SigningKey}, or a device that keeps its secret to itself, such as
 * a hardware security module. Thread safe; may take its time and may fail, because nothing that serves waits for it.
 */
public interface Signer {

    /** The key that verifies the signatures; the same one each time. */
    VerifyingKey verifyingKey();

    /**
     * The signature over a message.
     *
     * @param message the bytes to sign, as they are
     * @return {@value VerifyingKey#SIGNATURE_BYTES} bytes
     */
    byte[] sign(byte[] message);
}
