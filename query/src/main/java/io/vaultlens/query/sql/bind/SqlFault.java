package io.vaultlens.query.sql.bind;

import org.apache.calcite.sql.parser.SqlParserPos;

/** A mistake that we find ourselves while Calcite reads, checks or turns a text; with its place. */
final class SqlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SqlParserPos position;

    SqlFault(SqlParserPos position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    /** Where it is; zero where that is not known. */
    SqlParserPos position() {
        return position;
    }
}
