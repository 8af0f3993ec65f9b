package io.vaultlens.server.http;

import io.vaultlens.server.access.SecretFile;
import io.vaultlens.server.access.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The certificate of HTTPS and its key: made for localhost at the first start, and replaced by
 * putting another key store with the same password in its place.
 *
 * @param store a PKCS#12 file
 * @param password opens it
 */
record Certificate(Path store, String password) {
    private static final String ALIAS = "vaultlens";
    private static final int SECONDS = 60;
    private static final String PASSWORD_VARIABLE = "VAULTLENS_KEY_STORE_PASSWORD";

    /** The one of this folder, which only the owner may enter. */
    static Certificate of(Path folder) throws IOException {
        Path store = folder.resolve("server.p12");
        Path password = folder.resolve("password");
        if (!Files.exists(store)) {
            Files.createDirectories(folder);
            folder.toFile().setExecutable(false, false);
            folder.toFile().setExecutable(true, true);
            SecretFile.write(password, Secrets.random() + "\n");
            make(folder, store, Files.readString(password).strip());
        }
        return new Certificate(store, Files.readString(password).strip());
    }

    /** The file for clients that must trust it lies beside the store. */
    private static void make(Path folder, Path store, String password) throws IOException {
        Path draft = folder.resolve("server.p12.draft");
        keytool(
                password,
                List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"),
                List.of("-dname", "CN=localhost, O=Vaultlens", "-validity", "825"),
                List.of("-ext", "bc:c=ca:true", "-ext", "eku=serverAuth"),
                List.of("-ext", "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1"),
                List.of("-storetype", "PKCS12", "-keystore", draft.toString()));
        keytool(
                password,
                List.of("-exportcert", "-rfc", "-keystore", draft.toString()),
                List.of("-file", folder.resolve("localhost.crt").toString()));
        Files.move(draft, store);
    }

    @SafeVarargs
    private static void keytool(String password, List<String>... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        List.of(arguments).forEach(command::addAll);
        command.addAll(List.of("-alias", ALIAS, "-storepass:env", PASSWORD_VARIABLE));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("cannot make a certificate with keytool of this Java");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while a certificate was made", e);
        }
    }
}
