package io.vaultlens.collector.kill;

import io.vaultlens.collector.ingest.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A machine's folder that turns from one stage into the next at once: a link to one of several.
 *
 * @param root the link
 * @param folder has a folder for each stage
 */
record Stages(Path root, Path folder) {
    static final int COUNT = 12;
    private static final int THINGS = 20;

    /** Makes the stages: at each some files go, some come and some change. */
    static Stages make(Path root, Path folder) throws IOException {
        for (int stage = 0; stage < COUNT; stage++) {
            Path machine = folder.resolve(String.valueOf(stage));
            House.write(machine.resolve("etc/hostname"), "web01.contoso.example\n");
            for (int thing = stage; thing < stage + THINGS; thing++) {
                String content = thing % 5 == 0 ? "stage " + stage : "same";
                House.write(machine.resolve("srv/things/thing-" + thing), content);
            }
        }
        Stages made = new Stages(root, folder);
        made.turnTo(0);
        return made;
    }

    int now() throws IOException {
        return Integer.parseInt(Files.readSymbolicLink(root).getFileName().toString());
    }

    void turnTo(int stage) throws IOException {
        Path link = root.resolveSibling("next");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, folder.resolve(String.valueOf(stage)));
        Files.move(link, root, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
