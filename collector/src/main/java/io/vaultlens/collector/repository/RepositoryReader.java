package io.vaultlens.collector.repository;

import io.vaultlens.collector.program.ProgramException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the program of one kind of repository; one thread asks, any may close it. */
interface RepositoryReader extends AutoCloseable {
    /** All backups in it, as the program lists them. */
    List<Copy> copies() throws ProgramException;

    /** The newest of these backups with what is known of their making, as far as that is cheap. */
    List<Copy> withSizes(List<Copy> fresh) throws ProgramException;

    /** How large the content of a backup is. */
    OptionalLong sourceBytes(Copy copy) throws ProgramException;

    /** How much room the repository takes. */
    long storedBytes() throws ProgramException;

    /** Checks the repository; what is wrong with it, in words, or none. */
    Optional<String> check(Duration longest) throws ProgramException;

    /** The program's error as one of our failure codes. */
    String failureCode(ProgramException failure);

    /** Reads the logs of runs. */
    RunLog newRunLog();

    @Override
    void close();
}
