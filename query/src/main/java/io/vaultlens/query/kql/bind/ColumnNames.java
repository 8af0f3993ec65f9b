package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import java.util.HashSet;
import java.util.Set;

/** Hands out the names of an operator's columns, each once. */
final class ColumnNames {
    private final Binders binders;
    private final Set<String> taken = new HashSet<>();
    private int unnamed;

    ColumnNames(Binders binders) {
        this.binders = binders;
    }

    /** A name as it is, which must be free. */
    void declare(Name name) {
        if (!taken.add(name.text())) {
            throw binders.error(name.span(), "there are two columns '" + name.text() + "'");
        }
    }

    /** A name that is taken from here on. */
    void reserve(String name) {
        taken.add(name);
    }

    /**
     * The name of an item's column: as wished, numbered where another has it, or {@code Column1}
     * where none is wished. A name that the text writes twice is an error.
     */
    String take(String wished, NamedExpression item) {
        boolean written = item.names().stream().anyMatch(name -> name.text().equals(wished));
        if (written && taken.contains(wished)) {
            throw binders.error(
                    item.names().getFirst().span(), "there are two columns '" + wished + "'");
        }
        return take(wished);
    }

    /** The same for a name that no text writes. */
    String take(String wished) {
        String base = wished.isEmpty() ? "Column" + ++unnamed : wished;
        String name = base;
        for (int i = 1; !taken.add(name); i++) {
            name = wished.isEmpty() ? "Column" + ++unnamed : base + i;
        }
        return name;
    }
}
