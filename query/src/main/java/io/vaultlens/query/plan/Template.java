package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with places for operands, taken apart once.
 *
 * @param pieces the text between the places, one more than places
 * @param places the operand each place stands for, counted from 0; -1 for all of them
 */
record Template(List<String> pieces, List<Integer> places) implements Spelling {
    private static final int ALL = -1;

    Template(String text) {
        this(new ArrayList<>(), new ArrayList<>());
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (text.charAt(i) == '$' && (next == '*' || next >= '1' && next <= '9')) {
                pieces.add(piece.toString());
                piece.setLength(0);
                places.add(next == '*' ? ALL : next - '1');
                i++;
            } else {
                piece.append(text.charAt(i));
            }
        }
        pieces.add(piece.toString());
    }

    @Override
    public String print(List<String> operands) {
        StringBuilder sql = new StringBuilder(pieces.getFirst());
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            sql.append(place == ALL ? String.join(", ", operands) : operands.get(place));
            sql.append(pieces.get(i + 1));
        }
        return sql.toString();
    }
}
