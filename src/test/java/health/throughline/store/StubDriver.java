package health.throughline.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/** As much of JDBC as the store uses, answered by a function from statement and values to rows. */
final class StubDriver {

    /** Answers one statement. */
    interface Answers {
        List<List<Object>> rows(String sql, List<Object> values);
    }

    private StubDriver() {}

    static DataSource source(Answers answers) {
        return proxy(DataSource.class, (self, method, given) -> switch (method.getName()) {
            case "getConnection" -> connection(answers);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Connection connection(Answers answers) {
        return proxy(Connection.class, (self, method, given) -> switch (method.getName()) {
            case "prepareStatement" -> statement(answers, (String) given[0]);
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static PreparedStatement statement(Answers answers, String sql) {
        TreeMap<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (self, method, given) -> switch (method.getName()) {
            case "setObject" -> values.put((Integer) given[0], given[1]);
            case "executeQuery" -> rows(answers.rows(sql, List.copyOf(values.values())));
            case "executeUpdate" ->
                answers.rows(sql, List.copyOf(values.values())).size();
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static ResultSet rows(List<List<Object>> rows) {
        int[] at = {-1};
        return proxy(ResultSet.class, (self, method, given) -> switch (method.getName()) {
            case "next" -> ++at[0] < rows.size();
            case "close" -> null;
            default -> cell(method.getName(), rows.get(at[0]).get((Integer) given[0] - 1));
        });
    }

    private static Object cell(String getter, Object cell) {
        return switch (getter) {
            case "getLong" -> ((Number) cell).longValue();
            case "getInt" -> ((Number) cell).intValue();
            case "getDouble" -> ((Number) cell).doubleValue();
            case "getArray" -> proxy(Array.class, (self, method, given) -> boxed((int[]) cell));
            default -> cell;
        };
    }

    private static Integer[] boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
