package io.vaultlens.collector.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.program.Program;
import io.vaultlens.collector.program.ProgramException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rpm says of its packages; a small program says it here, for Debian has no list of rpm's. */
class RpmPackagesTest {
    @TempDir Path folder;

    private Program saying(String script) {
        Path program = House.write(folder.resolve("rpm"), "#!/bin/sh\n" + script);
        assertTrue(program.toFile().setExecutable(true));
        return new Program(program.toString(), Map.of());
    }

    @Test
    void eachLineIsAPackageAndKeysAreNone() throws Exception {
        String script =
                """
                [ "$1 $2 $3 $4 $5" = "--root %s --query --all --queryformat" ] || exit 7
                printf 'bash\\t5.2.26-3.el9\\tx86_64\\tContoso Linux\\tThe GNU shell\\n'
                printf 'gpg-pubkey\\t8d81803c-1\\t(none)\\t(none)\\tgpg(Contoso)\\n'
                printf 'kernel\\t5.14.0-1\\tx86_64\\t(none)\\tThe kernel\\n'
                printf 'kernel\\t5.14.0-2\\tx86_64\\t(none)\\tThe kernel\\n'
                printf 'a line that is none of these\\n'
                """;
        List<PackageEntry> packages = RpmPackages.read(folder, saying(script.formatted(folder)));
        assertEquals(
                List.of(
                        new PackageEntry(
                                "bash", "5.2.26-3.el9", "x86_64", "Contoso Linux", "The GNU shell"),
                        new PackageEntry("kernel", "5.14.0-1", "x86_64", "", "The kernel"),
                        new PackageEntry("kernel", "5.14.0-2", "x86_64", "", "The kernel")),
                packages);
    }

    @Test
    void aListThatRpmCannotReadIsSaidInItsWords() {
        Program rpm = saying("echo 'error: cannot open Packages database' >&2\nexit 1\n");
        String message =
                assertThrows(ProgramException.class, () -> RpmPackages.read(folder, rpm))
                        .getMessage();
        assertTrue(message.endsWith("ended with 1: error: cannot open Packages database"), message);
    }

    @Test
    void itsListIsFoundWhereNewAndOldMachinesHaveIt() {
        assertFalse(RpmPackages.areUnder(folder));
        House.write(folder.resolve("new/usr/lib/sysimage/rpm/rpmdb.sqlite"), "");
        House.write(folder.resolve("old/var/lib/rpm/Packages"), "");
        assertTrue(RpmPackages.areUnder(folder.resolve("new")));
        assertTrue(RpmPackages.areUnder(folder.resolve("old")));
    }
}
