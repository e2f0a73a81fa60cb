package io.corral.sim.mutation;

import io.corral.raft.core.RaftCore;
import io.corral.sim.World;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** The whole program once more, with some classes compiled from changed sources. */
final class Mutant extends ClassLoader {
    private static final String OURS = "io.corral.";
    private static final List<Path> SOURCES =
            List.of(Path.of("..", "raft-engine", "src", "main", "java"), Path.of("src", "main", "java"));

    private final Map<String, byte[]> changed;

    private Mutant(Map<String, byte[]> changed) {
        super(Mutant.class.getClassLoader());
        this.changed = changed;
    }

    /** Compiles the changed sources. */
    static Mutant of(Mutation mutation) throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Mutation.Patch patch : mutation.patches()) {
            String text = sources.containsKey(patch.className())
                    ? sources.get(patch.className())
                    : Files.readString(find(patch.source()));
            sources.put(patch.className(), patch.applyTo(text));
        }
        return new Mutant(compile(sources));
    }

    /** Runs seeds in the changed program: a seed goes in, the story of its failure comes out, or an empty text. */
    @SuppressWarnings("unchecked")
    LongFunction<String> simulation(Mutation mutation) throws ReflectiveOperationException {
        return (LongFunction<String>) loadClass(SeedRun.class.getName())
                .getConstructor(String.class, Integer.class)
                .newInstance(mutation.world(), mutation.nodes());
    }

    private static Path find(String source) {
        return SOURCES.stream()
                .map(folder -> folder.resolve(source))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no source " + source));
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            InMemory output = new InMemory(files);
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new Source(name, text)));
            StringWriter complaints = new StringWriter();
            List<String> options = List.of("-proc:none", "-nowarn", "-classpath", classPath());
            if (!compiler.getTask(complaints, output, null, options, null, units)
                    .call()) {
                throw new IllegalArgumentException("the mutant does not compile: " + complaints);
            }
            return output.classes();
        }
    }

    /** Where the classes come from that the sources need; tests may be run in ways that hide the path of classes. */
    private static String classPath() {
        return Stream.of(RaftCore.class, World.class, Logger.class, NullMarked.class)
                .map(each -> Path.of(URI.create(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] code = changed.get(name);
        if (code == null) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                code = in.readAllBytes();
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
        return defineClass(name, code, 0, code.length);
    }

    /** A source that is not in a file. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Takes what the compiler writes. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        private InMemory(JavaFileManager files) {
            super(files);
        }

        private Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, code) -> classes.put(name, code.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream code = new ByteArrayOutputStream();
            written.put(className, code);
            return new SimpleJavaFileObject(URI.create("memory:///" + className + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return code;
                }
            };
        }
    }
}
