package io.vaultlens.collector.host;

import io.vaultlens.collector.program.Program;
import io.vaultlens.collector.program.ProgramException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the packages of Red Hat and its kin by asking rpm, whose list only it can read. */
final class RpmPackages {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<String> LISTS =
            List.of(
                    "var/lib/rpm/rpmdb.sqlite",
                    "var/lib/rpm/Packages",
                    "var/lib/rpm/Packages.db",
                    "usr/lib/sysimage/rpm/rpmdb.sqlite",
                    "usr/lib/sysimage/rpm/Packages.db");
    private static final String FORMAT =
            "%{NAME}\\t%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{VENDOR}\\t%{SUMMARY}\\n";

    private RpmPackages() {}

    /** Whether the machine has such a list. */
    static boolean areUnder(Path root) {
        return LISTS.stream().anyMatch(list -> Files.exists(root.resolve(list)));
    }

    /** The packages that are installed. */
    static List<PackageEntry> read(Path root, Program rpm) throws ProgramException {
        List<String> arguments =
                List.of("--root", root.toString(), "--query", "--all", "--queryformat", FORMAT);
        List<PackageEntry> packages = new ArrayList<>();
        for (String line : rpm.run(arguments, LONGEST).output().split("\n")) {
            String[] values = line.split("\t", -1);
            // Keys that packages are signed with stand among the packages, but nobody installs
            // them.
            if (values.length == 5 && !values[0].equals("gpg-pubkey")) {
                packages.add(
                        new PackageEntry(
                                values[0],
                                values[1],
                                known(values[2]),
                                known(values[3]),
                                values[4]));
            }
        }
        return packages;
    }

    private static String known(String value) {
        return value.equals("(none)") ? "" : value;
    }
}
