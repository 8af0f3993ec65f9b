package io.vaultlens.server.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import io.vaultlens.query.text.QueryException.Kind;
import java.time.Instant;
import java.util.List;

/**
 * An error in the form that every client of the Azure family reads: some show {@code message}, some
 * {@code @message}, and {@code @permanent} tells them whether to try again.
 *
 * @param status the HTTP status
 * @param code the outer code, for example {@code General_BadRequest}
 * @param innerCode the code of the cause, {@code ""} for none
 * @param type the exception's name as clients know it
 * @param message the whole truth in words, for a query with line and column
 * @param faults what is wrong with a query, each thing at its place
 */
public record OneApiError(
        int status,
        String code,
        String innerCode,
        String type,
        String message,
        List<Fault> faults) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY = 429;

    private OneApiError(int status, String code, String innerCode, String type, String message) {
        this(status, code, innerCode, type, message, List.of());
    }

    /** What a faulty query answers: the sort of its first fault, and all faults. */
    public static OneApiError of(QueryException failure) {
        OneApiError first = ofFirst(failure);
        return new OneApiError(
                first.status,
                first.code,
                first.innerCode,
                first.type,
                first.message,
                failure.faults());
    }

    private static OneApiError ofFirst(QueryException failure) {
        Kind kind = failure.faults().getFirst().kind();
        String message = failure.getMessage();
        return switch (kind) {
            case SYNTAX ->
                    bad(
                            "SYN0001",
                            "Kusto.Data.Exceptions.SyntaxException",
                            "Syntax error: " + message);
            case SEMANTIC ->
                    bad(
                            "SEM0100",
                            "Kusto.Data.Exceptions.SemanticException",
                            "Semantic error: " + message);
            case FORBIDDEN ->
                    new OneApiError(
                            403,
                            "Forbidden",
                            "Forbidden",
                            "Kusto.Data.Exceptions.KustoServiceException",
                            message);
            case LIMIT ->
                    bad(
                            "LimitsExceeded",
                            "Kusto.Data.Exceptions.KustoServicePartialQueryFailureLimitsExceededException",
                            message);
            case CANCELLED ->
                    bad(
                            "Cancelled",
                            "Kusto.Data.Exceptions.KustoRequestCancelledException",
                            message);
            case RUNTIME ->
                    bad("RuntimeError", "Kusto.Data.Exceptions.KustoBadRequestException", message);
        };
    }

    private static OneApiError bad(String innerCode, String type, String message) {
        return new OneApiError(400, "General_BadRequest", innerCode, type, message);
    }

    /** What any other failure answers. */
    public static OneApiError of(int status, String message) {
        String code =
                switch (status) {
                    case 400 -> "General_BadRequest";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "NotFound";
                    case 413 -> "PayloadTooLarge";
                    case TOO_MANY -> "TooManyRequests";
                    case 503 -> "ServiceUnavailable";
                    default -> status >= SERVER_ERRORS ? "InternalServerError" : "BadRequest";
                };
        String type =
                switch (status) {
                    case 400 -> "Kusto.Data.Exceptions.KustoBadRequestException";
                    case TOO_MANY -> "Kusto.Data.Exceptions.KustoServiceThrottledException";
                    default -> "Kusto.Data.Exceptions.KustoServiceException";
                };
        return new OneApiError(status, code, "", type, message);
    }

    /** The JSON object; the ids are those of the request. */
    public String json(String clientRequestId, String activityId, Instant now) {
        return JSON.createObjectNode()
                .set("error", error(clientRequestId, activityId, now))
                .toString();
    }

    ObjectNode error(String clientRequestId, String activityId, Instant now) {
        ObjectNode error = JSON.createObjectNode();
        error.put("code", code).put("message", message);
        error.put("@type", type).put("@message", message);
        error.putObject("@context")
                .put("timestamp", now.toString())
                .put("serviceAlias", "VAULTLENS")
                .put("clientRequestId", clientRequestId)
                .put("activityId", activityId);
        if (!faults.isEmpty()) {
            ArrayNode details = error.putArray("details");
            for (Fault fault : faults) {
                details.addObject()
                        .put("code", fault.kind().name())
                        .put("message", fault.message())
                        .put("line", fault.line())
                        .put("characterPositionInLine", fault.column())
                        .put("start", fault.span().start())
                        .put("end", fault.span().end());
            }
        }
        error.put("@permanent", status < SERVER_ERRORS && status != TOO_MANY);
        if (!innerCode.isEmpty()) {
            error.putObject("innererror")
                    .put("code", innerCode)
                    .put("message", message)
                    .put("@type", type)
                    .put("@message", message)
                    .put("@errorCode", innerCode)
                    .put("@errorMessage", message)
                    .put("@permanent", true);
        }
        return error;
    }
}
