package io.vaultlens.server.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.vaultlens.server.load.Turns;

/** The door for commands on this machine: an operation in, its output out as it comes. */
public final class LocalDoor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations operations;
    private final Turns turns;

    /** Does operations when it is their turn. */
    public LocalDoor(Operations operations, Turns turns) {
        this.operations = operations;
        this.turns = turns;
    }

    /** Says that this is the server of the folder. */
    public void show(Context ctx) {
        ctx.result("here");
    }

    /** Runs one operation. */
    public void run(Context ctx) throws Exception {
        Operation operation = read(ctx.body());
        ctx.contentType("application/octet-stream").disableCompression();
        FrameOutput out = new FrameOutput(ctx.outputStream());
        turns.run(() -> {
            out.exit(operations.run(operation, out));
            return true;
        });
    }

    private static Operation read(String body) {
        try {
            return JSON.readValue(body, Operation.class);
        } catch (JsonProcessingException e) {
            throw new BadRequestResponse("this is no operation that the server knows");
        }
    }
}
