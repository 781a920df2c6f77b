package health.throughline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The sizes that keep the code readable: each limit stops the build. */
class CodeShapeTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final int FILE = 400;
    private static final int METHOD = 40;
    private static final int PARAMETERS = 8;
    private static final int PACKAGE = 25;
    private static final int NESTING = 3;

    private static final Pattern SQL = Pattern.compile("\"\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM) .*");

    private record Source(Path path, List<String> lines) {

        String name() {
            return MAIN.relativize(path).toString();
        }
    }

    private static List<Source> sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(CodeShapeTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path file) {
        try {
            return new Source(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void files_are_short() {
        assertThat(sources().stream()
                        .filter(source -> source.lines().size() > FILE)
                        .map(Source::name))
                .as("files over %d lines", FILE)
                .isEmpty();
    }

    @Test
    void methods_are_short_shallow_and_take_few_arguments() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> wrong = new ArrayList<>();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var paths = files.getJavaFileObjectsFromPaths(
                    sources().stream().map(Source::path).toList());
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, paths);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(unit, positions, wrong).scan(unit, null);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Measures every method of a file. */
    private static final class Methods extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> wrong;
        private int depth;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<String> wrong) {
            this.unit = unit;
            this.positions = positions;
            this.wrong = wrong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long first = line(positions.getStartPosition(unit, method));
            long lines = line(positions.getEndPosition(unit, method)) - first + 1;
            String name = unit.getSourceFile().getName() + ":" + first + " " + method.getName();
            if (lines > METHOD) {
                wrong.add(name + " has " + lines + " lines");
            }
            boolean constructor = method.getReturnType() == null;
            if (constructor && method.getParameters().size() > PARAMETERS) {
                wrong.add(name + " takes " + method.getParameters().size() + " arguments");
            }
            int outer = depth;
            depth = 0;
            super.visitMethod(method, nothing);
            depth = outer;
            return null;
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }

        private Void nested(Tree block, Supplier<Void> visit) {
            depth++;
            if (depth > NESTING) {
                wrong.add(unit.getSourceFile().getName() + ":" + line(positions.getStartPosition(unit, block))
                        + " is nested deeper than " + NESTING);
            }
            visit.get();
            depth--;
            return null;
        }

        @Override
        public Void visitIf(IfTree tree, Void nothing) {
            scan(tree.getCondition(), nothing);
            nested(tree, () -> scan(tree.getThenStatement(), nothing));
            Tree otherwise = tree.getElseStatement();
            return otherwise instanceof IfTree || otherwise == null
                    ? scan(otherwise, nothing)
                    : nested(otherwise, () -> scan(otherwise, nothing));
        }

        @Override
        public Void visitForLoop(ForLoopTree tree, Void nothing) {
            return nested(tree, () -> super.visitForLoop(tree, nothing));
        }

        @Override
        public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
            return nested(tree, () -> super.visitEnhancedForLoop(tree, nothing));
        }

        @Override
        public Void visitWhileLoop(WhileLoopTree tree, Void nothing) {
            return nested(tree, () -> super.visitWhileLoop(tree, nothing));
        }
    }

    @Test
    void packages_hold_what_a_reader_can_keep_in_mind() {
        Map<Path, Integer> types = new HashMap<>();
        for (Source source : sources()) {
            if (!source.name().endsWith("package-info.java")) {
                types.merge(source.path().getParent(), 1, Integer::sum);
            }
        }
        assertThat(types.entrySet().stream()
                        .filter(entry -> entry.getValue() > PACKAGE)
                        .map(Map.Entry::getKey))
                .as("packages with more than %d types", PACKAGE)
                .isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        List<String> silent = new ArrayList<>();
        for (Source source : sources()) {
            Path info = source.path().resolveSibling("package-info.java");
            String text = Files.exists(info) ? String.join("\n", read(info).lines()) : "";
            if (!text.contains("@NullMarked") || !text.contains("/**")) {
                silent.add(info.toString());
            }
        }
        assertThat(silent.stream().distinct()).isEmpty();
    }

    @Test
    void public_types_say_what_they_are_for() {
        List<String> silent = new ArrayList<>();
        Pattern type = Pattern.compile("^(public )?(final |abstract |sealed )*(class|record|interface|enum) .*");
        for (Source source : sources()) {
            List<String> lines = source.lines();
            for (int i = 0; i < lines.size(); i++) {
                if (type.matcher(lines.get(i)).matches() && !documented(lines, i)) {
                    silent.add(source.name());
                }
            }
        }
        assertThat(silent).as("types without a sentence").isEmpty();
    }

    private static boolean documented(List<String> lines, int type) {
        int i = type - 1;
        while (i >= 0 && lines.get(i).startsWith("@")) {
            i--;
        }
        return i >= 0 && lines.get(i).endsWith("*/");
    }

    @Test
    void sql_is_written_in_the_store_and_in_search_only() {
        List<String> elsewhere = new ArrayList<>();
        for (Source source : sources()) {
            boolean allowed = source.name().contains("/store/") || source.name().contains("/search/");
            if (!allowed
                    && source.lines().stream()
                            .anyMatch(line -> SQL.matcher(line).find())) {
                elsewhere.add(source.name());
            }
        }
        assertThat(elsewhere).isEmpty();
    }
}
