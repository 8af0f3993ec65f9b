package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.kql.bind.Relation.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What holds the parts of a partition apart, as columns in sight: for operators that are made of
 * groups and joins, which would lose it.
 *
 * @param rows the rows, no longer in parts
 * @param tags the columns' names; none outside a partition
 * @param keys how many of them tell the parts apart; the others are carried along
 */
record PartTags(Relation rows, List<String> tags, int keys) {
    /** The same rows with their parts' columns in sight. */
    static PartTags of(Relation input) {
        if (input.parts().isEmpty()) {
            return new PartTags(input, List.of(), 0);
        }
        Parts parts = input.parts().get();
        List<Field> fields = new ArrayList<>(input.fields());
        List<String> tags = new ArrayList<>();
        List<Integer> places = new ArrayList<>(parts.keys());
        places.addAll(parts.carried());
        for (int place : places) {
            String tag = " part" + tags.size();
            tags.add(tag);
            fields.add(new Field(tag, place));
        }
        Relation rows = input.seen(fields).parted(Optional.empty());
        return new PartTags(rows, tags, parts.keys().size());
    }

    /** Rows that have kept the columns, in parts again. */
    Relation restored(Relation result) {
        if (tags.isEmpty()) {
            return result;
        }
        List<Integer> places =
                tags.stream().map(tag -> result.field(tag).orElseThrow().index()).toList();
        Parts parts = new Parts(places.subList(0, keys), places.subList(keys, places.size()));
        List<Field> fields =
                result.fields().stream().filter(field -> !tags.contains(field.name())).toList();
        return result.seen(fields).parted(Optional.of(parts));
    }
}
