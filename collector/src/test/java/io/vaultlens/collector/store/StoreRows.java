package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a store holds, asked in SQL. */
public final class StoreRows {
    private StoreRows() {}

    /** The first column of a statement's rows as texts, in their order. */
    public static List<String> rows(Store store, String sql) {
        List<String> found = new ArrayList<>();
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
