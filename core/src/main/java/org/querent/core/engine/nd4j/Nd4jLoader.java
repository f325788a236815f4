package org.querent.core.engine.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.querent.core.engine.EngineException;
import org.querent.core.spec.EngineKind;

/**
 * Starts ND4J with the backend that an engine wants. ND4J has one backend a process, takes any on
 * the class path, and prints stack traces where it fails to; so what it needs is looked for first.
 */
final class Nd4jLoader {
  private static final String BACKENDS = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
  private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";
  private static final String CUDA_CLASSES = "jcublas";
  private static final String CUDA_HINT =
      "it needs CUDA 11.6 with cuDNN 8.3, installed or, with mvn -Pcuda,cuda-redist package, as"
          + " jars, and a card that these know; or use engine: nd4j or cpu";
  private static final String NATIVE_HINT =
      "its native libraries do not fit this system; use engine: cpu, which needs none";

  private Nd4jLoader() {}

  /**
   * Starts the backend of a kind, or does nothing if it runs already.
   *
   * @throws EngineException if it cannot be had here; the message says what to do
   */
  static void start(EngineKind kind) {
    synchronized (Nd4jLoader.class) {
      // Else every array, however small, has it read from the system how much memory there is.
      if (System.getProperty(PHYSICAL_BYTES) == null) {
        System.setProperty(PHYSICAL_BYTES, "0");
      }
      boolean cuda = kind == EngineKind.CUDA;
      if (cuda) {
        requireCuda();
      } else {
        requireNative();
      }
      chooseBackend(cuda);
      requireBackend(kind, load(kind));
    }
  }

  /** Refuses the class of a backend that is not of this kind. */
  static void requireBackend(EngineKind kind, String backend) {
    EngineKind found = backend.contains(CUDA_CLASSES) ? EngineKind.CUDA : EngineKind.ND4J;
    if (found != kind) {
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "engine: %s cannot start in a process that computes with engine: %s, since ND4J has one"
                  + " backend a process; start another process for it",
              name(kind),
              name(found)));
    }
  }

  private static String name(EngineKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void requireNative() {
    requireNative(Loader.getPlatform());
  }

  /** Refuses a platform whose native libraries are not on the class path. */
  static void requireNative(String platform) {
    String extension = System.getProperty("javacpp.platform.extension", "");
    String library =
        String.format(
            Locale.ROOT,
            "org/nd4j/linalg/cpu/nativecpu/bindings/%s%s/%s",
            platform,
            extension,
            System.mapLibraryName("jnind4jcpu"));
    if (!onClassPath(library)) {
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "engine: nd4j has no native library for %s on the class path; build with mvn"
                  + " -Djavacpp.platform=%s (linux-x86_64, linux-arm64, macosx-x86_64,"
                  + " macosx-arm64 and windows-x86_64 exist), or use engine: cpu, which needs none",
              platform,
              platform));
    }
  }

  private static void requireCuda() {
    if (!onClassPath("org/nd4j/linalg/jcublas/JCublasBackend.class")) {
      throw new EngineException(
          "engine: cuda needs ND4J's CUDA backend, which is not part of this build; build with"
              + " mvn -Pcuda package, or use engine: nd4j or cpu");
    }
    requireLibrary(Loader.getPlatform().startsWith("windows") ? "nvcuda.dll" : "libcuda.so.1");
  }

  /** Refuses a machine on which the graphics driver's library cannot be loaded. */
  static void requireLibrary(String driver) {
    try {
      Loader.loadGlobal(driver);
    } catch (LinkageError e) {
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "engine: cuda needs an NVIDIA graphics card with its driver, of which %s cannot be"
                  + " loaded; install the driver, or use engine: nd4j or cpu",
              driver),
          e);
    }
  }

  private static boolean onClassPath(String resource) {
    return Nd4jLoader.class.getClassLoader().getResource(resource) != null;
  }

  /** Hides the services of the other backend from ND4J, which would take the one of its taste. */
  private static void chooseBackend(boolean cuda) {
    ND4JClassLoading.setNd4jClassloader(
        new ClassLoader(Nd4jLoader.class.getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> found = Collections.list(super.getResources(name));
            if (name.equals(BACKENDS)) {
              found.removeIf(url -> read(url).contains(CUDA_CLASSES) != cuda);
            }
            return Collections.enumeration(found);
          }
        });
  }

  private static String read(URL url) {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class of the backend that runs. */
  private static String load(EngineKind kind) {
    try {
      return Nd4j.getBackend().getClass().getName();
    } catch (LinkageError | RuntimeException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "engine: %s cannot start: %s; %s",
              name(kind),
              root,
              kind == EngineKind.CUDA ? CUDA_HINT : NATIVE_HINT),
          e);
    }
  }
}
