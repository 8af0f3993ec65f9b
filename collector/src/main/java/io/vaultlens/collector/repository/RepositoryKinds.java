package io.vaultlens.collector.repository;

import io.vaultlens.collector.program.Program;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
import io.vaultlens.collector.source.SourceValues;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of repositories that are read. */
public final class RepositoryKinds {
    /** The tag on snapshots of restic that our own engine makes; the job's id follows it. */
    public static final String OWN_TAG = "vaultlens-job:";

    /** Repositories of restic. */
    public static final SourceKind RESTIC =
            new SourceKind(
                    "restic",
                    "Snapshots, jobs and storage of a restic repository.",
                    settings(
                            "restic",
                            "The log of restic backup --json, a file or a folder with several."),
                    RepositoryKinds::restic);

    /** Repositories of borg. */
    public static final SourceKind BORG =
            new SourceKind(
                    "borg",
                    "Archives, jobs and storage of a borg repository.",
                    settings("borg", "The log of borg create --log-json, a file or a folder."),
                    RepositoryKinds::borg);

    private RepositoryKinds() {}

    private static List<SourceSetting> settings(String program, String log) {
        return List.of(
                SourceSetting.required(
                        "repository", Type.TEXT, "The repository, as " + program + " names it."),
                SourceSetting.optional("password", Type.SECRET, "", "The repository's password."),
                SourceSetting.optional("log", Type.PATH, "", log),
                SourceSetting.optional(
                        "program", Type.TEXT, program, "The program, by its name or path."),
                SourceSetting.number("lookSeconds", 300, 1, 86_400, "The rest between two looks."),
                SourceSetting.number(
                        "commandSeconds",
                        600,
                        1,
                        86_400,
                        "How long one command of the program may take."),
                SourceSetting.number(
                        "checkHours",
                        0,
                        0,
                        8_760,
                        "How often the whole repository is checked; 0: never."));
    }

    private static Source restic(SourceValues values, SourceContext context) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RESTIC_REPOSITORY", values.text("repository"));
        environment.put("RESTIC_PASSWORD", values.text("password"));
        Program program = new Program(values.text("program"), environment);
        return new RepositorySource(values, context, new ResticReader(program, command(values)));
    }

    private static Source borg(SourceValues values, SourceContext context) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BORG_REPO", values.text("repository"));
        environment.put("BORG_PASSPHRASE", values.text("password"));
        environment.put("TZ", "UTC");
        // A question would wait for a person; who configured the repository has answered it.
        environment.put("BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK", "yes");
        environment.put("BORG_RELOCATED_REPO_ACCESS_IS_OK", "yes");
        Program program = new Program(values.text("program"), environment);
        return new RepositorySource(values, context, new BorgReader(program, command(values)));
    }

    private static Duration command(SourceValues values) {
        return Duration.ofSeconds(values.number("commandSeconds"));
    }
}
