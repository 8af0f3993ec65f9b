package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.parse.Parser;
import java.util.List;

/** Pieces of KQL that other operators are made of. */
final class Fragments {
    private Fragments() {}

    /** The operators of a text that begins with one. */
    static List<Operator> operators(String kql) {
        Statement.Answer answer = (Statement.Answer) Parser.parse(kql).statements().getFirst();
        return answer.pipeline().operators();
    }
}
