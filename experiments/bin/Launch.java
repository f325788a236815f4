import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What both launchers, querent and querent.cmd, do before they start Querent: finds the build of
 * the sources as they are, or makes it, and prints the name of a file of arguments for java. In a
 * release the build is the release.
 *
 * <p>A build is a folder of jars that is named by the content of the sources, so that neither a
 * copy of everything nor times tell a wrong thing. It is made beside the others and then moved to
 * its place: what runs keeps its jars, whatever is built meanwhile. Maven's own output in target is
 * only copied from. One class without inner ones, since the launchers move its compiled form as one
 * file.
 */
final class Launch {
  /** Between this program's end and the moment when what it started holds its build. */
  private static final Duration STARTING = Duration.ofMinutes(10);

  /** The packages of java.base that Spark reaches into. */
  private static final List<String> OPENED_TO_SPARK =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /** What sets colours of a terminal; Maven writes to no terminal here. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private Launch() {}

  /** Takes the folder of the launchers; ends with exit code 2 where there can be no build. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]).toRealPath().getParent();
    try {
      Path build = exists(home, "lib/querent.jar") ? home : built(home);
      Charset names = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
      new PrintStream(System.out, true, names)
          .println(file(arguments(home.resolve("target"), build), build, names));
    } catch (IllegalStateException e) {
      System.err.println("querent: " + e.getMessage());
      System.exit(2);
    }
  }

  /** The build of a project's sources as they are. */
  private static Path built(Path experiments) throws IOException, InterruptedException {
    Path builds = Files.createDirectories(experiments.resolve("builds"));
    Path build = builds.resolve(stamp(experiments.getParent()));
    return Files.exists(build) ? build : build(experiments, builds);
  }

  /** The SHA-256 of the names and the content of what a build is made from, shortened. */
  private static String stamp(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.filter(folder -> exists(folder, "pom.xml")).toList()) {
        sources.add(module.resolve("pom.xml"));
        if (exists(module, "src/main")) {
          try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
            files.filter(Files::isRegularFile).forEach(sources::add);
          }
        }
      }
    }
    sources.add(root.resolve("pom.xml"));
    sources.sort(Comparator.comparing(file -> root.relativize(file).toString()));
    MessageDigest digest = sha256();
    for (Path source : sources) {
      byte[] content = Files.readAllBytes(source);
      String name = root.relativize(source).toString().replace('\\', '/');
      digest.update((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    }
    return hex(digest);
  }

  private static boolean exists(Path folder, String name) {
    return Files.exists(folder.resolve(name));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Builds once, however many want it at the same time, and removes builds that nobody uses. */
  private static Path build(Path experiments, Path builds)
      throws IOException, InterruptedException {
    try (FileChannel channel = open(builds.resolve("building"))) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        System.err.println("Waiting for another process that builds Querent ...");
        lock = channel.lock();
      }
      Path root = experiments.getParent();
      while (true) {
        String stamp = stamp(root);
        Path build = builds.resolve(stamp);
        if (Files.exists(build)) {
          return build;
        }
        System.err.println("Building Querent; the first time, this downloads its dependencies ...");
        removeUnused(builds);
        Path target = experiments.resolve("target");
        remove(target.resolve("lib"));
        runMaven(root);
        // What was saved while Maven read is in half of the build.
        if (stamp(root).equals(stamp)) {
          Files.move(collect(target, builds), build, StandardCopyOption.ATOMIC_MOVE);
          return build;
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void runMaven(Path root) throws IOException, InterruptedException {
    String name = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
    Process maven;
    try {
      maven =
          new ProcessBuilder(name, "-q", "-DskipTests", "package")
              .directory(root.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new IllegalStateException("Maven is not on the PATH; install Maven 3.8 or newer", e);
    }
    maven.getOutputStream().close();
    // Even where it says nothing, it writes sequences that set colours back.
    try (BufferedReader said = maven.inputReader()) {
      for (String line; (line = said.readLine()) != null; ) {
        String plain = COLOUR.matcher(line).replaceAll("");
        if (!plain.isEmpty() || line.isEmpty()) {
          System.err.println(plain);
        }
      }
    }
    if (maven.waitFor() != 0) {
      throw new IllegalStateException("the build failed, see above");
    }
  }

  /**
   * Copies what Maven has made into a folder; libraries that another build has are shared with it.
   */
  private static Path collect(Path target, Path builds) throws IOException {
    Path made = builds.resolve("new");
    remove(made);
    Files.createDirectories(made.resolve("lib"));
    Files.createFile(made.resolve("in-use"));
    Files.copy(target.resolve("querent.jar"), made.resolve("querent.jar"));
    List<Path> others = folders(builds);
    for (Path library : files(target.resolve("lib"))) {
      Path copy = made.resolve("lib").resolve(library.getFileName());
      for (Path other : others) {
        Path same = other.resolve("lib").resolve(library.getFileName());
        if (!Files.exists(copy) && Files.exists(same) && Files.mismatch(library, same) < 0) {
          try {
            Files.createLink(copy, same);
          } catch (IOException | UnsupportedOperationException e) {
            break; // a file system without links
          }
        }
      }
      if (!Files.exists(copy)) {
        Files.copy(library, copy);
      }
    }
    return made;
  }

  /** Removes the builds that no process holds (see RunningBuild) nor is about to. */
  private static void removeUnused(Path builds) throws IOException {
    FileTime starting = FileTime.from(Instant.now().minus(STARTING));
    for (Path build : folders(builds)) {
      if (Files.getLastModifiedTime(build).compareTo(starting) < 0) {
        boolean unused;
        try (FileChannel channel = open(build.resolve("in-use"))) {
          unused = channel.tryLock() != null;
        }
        if (unused) {
          remove(build);
        }
      }
    }
  }

  private static List<Path> folders(Path builds) throws IOException {
    try (Stream<Path> folders = Files.list(builds)) {
      return folders.filter(folder -> exists(folder, "querent.jar")).toList();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** What java is told, for this build, this Java, and what the environment says. */
  private static List<String> arguments(Path target, Path build) throws IOException {
    List<String> arguments = new ArrayList<>();
    if (Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "QUERENT_JAVA_OPTS")
        .flatMap(variable -> words(variable).stream())
        .noneMatch(option -> option.matches("-XX:[+]Use\\w+GC"))) {
      arguments.add("-XX:+UseParallelGC");
    }
    arguments.add("-Djava.awt.headless=true");
    if (exists(build, "in-use")) {
      arguments.add("-Dquerent.build=" + build);
    }
    // ND4J's libraries are loaded from jars, which newer Javas warn of; older ones know no such
    // word.
    arguments.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 23) {
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    List<String> jars = new ArrayList<>();
    if (exists(build, "querent.jar")) {
      jars.add(build.resolve("querent.jar").toString());
    }
    files(build.resolve("lib")).forEach(jar -> jars.add(jar.toString()));
    for (String optional : List.of("spark-lib", "cuda-lib")) {
      if (exists(target, optional)) {
        jars.add(target.resolve(optional).resolve("*").toString());
      }
    }
    if (exists(target, "spark-lib")) {
      for (String name : OPENED_TO_SPARK) {
        arguments.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    String more = System.getenv("QUERENT_CLASSPATH");
    if (more != null && !more.isEmpty()) {
      jars.add(more);
    }
    arguments.addAll(words("QUERENT_JAVA_OPTS"));
    arguments.add("-cp");
    arguments.add(String.join(System.getProperty("path.separator"), jars));
    return arguments;
  }

  /**
   * A file of arguments, named by its content: processes that are told the same share it. Where a
   * release was installed by somebody else, it lies in the user's cache.
   */
  private static Path file(List<String> arguments, Path build, Charset names) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String argument : arguments) {
      text.append('"').append(argument.replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
    }
    byte[] content = text.toString().getBytes(names);
    MessageDigest digest = sha256();
    digest.update(content);
    Path folder =
        Files.isWritable(build)
            ? build
            : Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache/querent"));
    Path file = folder.resolve("arguments-" + hex(digest));
    if (!Files.exists(file)) {
      Path whole = folder.resolve("new-" + ProcessHandle.current().pid());
      Files.write(whole, content);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      Files.setLastModifiedTime(build, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // Somebody else's: whoever may build there may also write there.
    }
    return file;
  }

  private static List<String> words(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }
}
