package io.vaultlens.collector.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that its owner signed, made by the JDK's keytool.
 *
 * @param store the file with its key
 * @param pem the file with what others may know
 */
record Certificate(Path store, Path pem) {
    static final String STORE_PASSWORD = "made-for-a-test";

    /** Makes one for a host's name. */
    static Certificate of(Path folder, String name, String host) {
        Path store = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        keytool(
                List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name),
                List.of("-ext", "SAN=dns:" + host, "-validity", "2", "-alias", "key"),
                at(store));
        keytool(
                List.of("-exportcert", "-rfc", "-alias", "key", "-file", pem.toString()),
                at(store));
        return new Certificate(store, pem);
    }

    private static List<String> at(Path store) {
        return List.of("-keystore", store.toString(), "-storepass", STORE_PASSWORD);
    }

    @SafeVarargs
    private static void keytool(List<String>... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (List<String> some : arguments) {
            command.addAll(some);
        }
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IOException(new String(said, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
