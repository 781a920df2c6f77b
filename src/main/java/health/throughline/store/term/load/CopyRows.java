package health.throughline.store.term.load;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows for one table, sent by COPY whenever enough of them have come together. */
final class CopyRows {

    private static final int CHUNK = 1 << 20;

    private final CopyManager copy;
    private final String command;
    private final StringBuilder rows = new StringBuilder(CHUNK + 10_000);

    CopyRows(Connection connection, String table) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        this.command = "COPY " + table + " FROM STDIN";
    }

    void add(Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                rows.append('\t');
            }
            escaped(values[i].toString());
        }
        rows.append('\n');
        if (rows.length() > CHUNK) {
            send();
        }
    }

    /** PostgreSQL holds no NUL characters. */
    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\0' -> rows.append(' ');
                default -> rows.append(letter);
            }
        }
    }

    void send() throws SQLException {
        if (rows.length() == 0) {
            return;
        }
        try {
            copy.copyIn(command, new StringReader(rows.toString()), CHUNK / 8);
        } catch (IOException e) {
            throw new SQLException("COPY broke off", e);
        }
        rows.setLength(0);
    }
}
