package dev.consent4j.benchmarks;

/**
 * Makes fields with a forged consent cookie: well formed, with an authentic payload and key, and with a code that was
 * never used before. Its other cookies are necessary, so that nothing is hidden or ended.
 */
final class Forger {

    private static final byte[] DIGITS =
            Scene.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static final int LENGTH = 8;

    /** The code's last characters stay, because not every last character is well formed. */
    private static final int KEPT = 4;

    private final byte[] field;
    private final int from;
    private long forged;

    Forger(Scene scene) {
        String authentic = scene.field(0, Scene.NECESSARY);
        field = Scene.bytes(authentic);
        from = authentic.indexOf(';') - KEPT - LENGTH;
    }

    /** The next field; the array is the same each time. */
    byte[] next() {
        forged++;
        for (int i = 0; i < LENGTH; i++) {
            field[from + i] = DIGITS[(int) (forged >>> 6 * i) & 63];
        }
        return field;
    }
}
