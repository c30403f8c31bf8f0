package dev.consent4j.examples.withdrawal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key and a certificate signed with it, made by the JDK's own tool for one run of the tests. */
final class Certificate {

    static final String PASSWORD = "only-for-this-run";

    private Certificate() {}

    /** Makes them, and returns the file that holds both. */
    static Path in(Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("key.p12");
        if (Files.exists(file)) {
            return file;
        }
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + Shop.HOST,
                        "-ext",
                        "san=dns:" + Shop.HOST + ",dns:" + Shop.PORTAL,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        return file;
    }
}
