package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.Spelling;
import java.util.List;

/**
 * Writes a call from a template with {@code $1} to {@code $9}, {@code $*} for all operands and
 * {@code $3*} for those from the third on; {@code ${12}} is an operand of any place.
 *
 * @param template the template
 */
record CallSpelling(String template) implements Spelling {
    @Override
    public String print(List<String> operands) {
        StringBuilder sql = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            char next = i + 1 < template.length() ? template.charAt(i + 1) : ' ';
            if (c == '$' && next == '{') {
                int end = template.indexOf('}', i);
                sql.append(operands.get(Integer.parseInt(template.substring(i + 2, end)) - 1));
                i = end + 1;
                continue;
            }
            if (c != '$' || next != '*' && (next < '1' || next > '9')) {
                sql.append(c);
                i++;
                continue;
            }
            int place = next == '*' ? 0 : next - '1';
            boolean rest = i + 2 < template.length() && template.charAt(i + 2) == '*';
            if (next == '*' || rest) {
                List<String> some =
                        operands.subList(Math.min(place, operands.size()), operands.size());
                sql.append(String.join(", ", some));
            } else {
                sql.append(operands.get(place));
            }
            i += next != '*' && rest ? 3 : 2;
        }
        return sql.toString();
    }
}
