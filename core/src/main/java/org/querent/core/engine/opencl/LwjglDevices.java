package org.querent.core.engine.opencl;

import static org.lwjgl.opencl.CL10.CL_DEVICE_AVAILABLE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_COMPILER_AVAILABLE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_EXTENSIONS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_CLOCK_FREQUENCY;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NAME;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NOT_FOUND;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ALL;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_CPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_GPU;
import static org.lwjgl.opencl.CL10.CL_DRIVER_VERSION;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_NAME;
import static org.lwjgl.opencl.CL10.clGetDeviceIDs;
import static org.lwjgl.opencl.CL10.clGetDeviceInfo;
import static org.lwjgl.opencl.CL10.clGetPlatformIDs;
import static org.lwjgl.opencl.CL10.clGetPlatformInfo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.linux.DynamicLinkLoader;
import org.querent.core.engine.EngineException;

/** The devices of this machine, by LWJGL. Stateless. */
final class LwjglDevices {
  static final String HOW_TO_GET_ONE =
      "install the driver of a graphics card, or one for the processor (on Debian and Ubuntu:"
          + " apt-get install ocl-icd-libopencl1 pocl-opencl-icd), or use engine: cpu";

  /** What OpenCL's loader returns where no driver is installed. */
  private static final int NO_PLATFORM = -1001;

  private LwjglDevices() {}

  /** A device, as OpenCL knows it. */
  private record Found(long platform, long device, DeviceFacts facts) {}

  /**
   * The device that suits the engine best.
   *
   * @throws EngineException if there is none
   */
  static Device best() {
    List<Found> found = find();
    Found best = found.get(DeviceFacts.best(found.stream().map(Found::facts).toList()));
    return new LwjglDevice(best.platform, best.device, best.facts);
  }

  /**
   * What drivers say of all devices.
   *
   * @throws EngineException if there is no driver
   */
  static List<DeviceFacts> facts() {
    return find().stream().map(Found::facts).toList();
  }

  private static List<Found> find() {
    load();
    int[] count = new int[1];
    int code = clGetPlatformIDs(null, count);
    if (code == NO_PLATFORM || code == 0 && count[0] == 0) {
      throw new EngineException(
          "engine: opencl found no driver of OpenCL on this machine; " + HOW_TO_GET_ONE);
    }
    ClErrors.check(code, "asking for its drivers", "this machine");
    PointerBuffer platforms = BufferUtils.createPointerBuffer(count[0]);
    ClErrors.check(
        clGetPlatformIDs(platforms, (int[]) null), "asking for its drivers", "this machine");
    List<Found> found = new ArrayList<>();
    for (int n = 0; n < platforms.capacity(); n++) {
      addDevices(platforms.get(n), found);
    }
    return found;
  }

  private static void addDevices(long platform, List<Found> found) {
    String driver =
        text(
            (@Nullable ByteBuffer to, @Nullable PointerBuffer size) ->
                clGetPlatformInfo(platform, CL_PLATFORM_NAME, to, size));
    int[] count = new int[1];
    int code = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, null, count);
    if (code == CL_DEVICE_NOT_FOUND || code == 0 && count[0] == 0) {
      return;
    }
    ClErrors.check(code, "asking for its devices", driver);
    PointerBuffer devices = BufferUtils.createPointerBuffer(count[0]);
    code = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, devices, (int[]) null);
    ClErrors.check(code, "asking for its devices", driver);
    for (int n = 0; n < devices.capacity(); n++) {
      found.add(new Found(platform, devices.get(n), facts(devices.get(n), driver)));
    }
  }

  private static DeviceFacts facts(long device, String driver) {
    long type = number(device, CL_DEVICE_TYPE);
    return new DeviceFacts(
        text(device, CL_DEVICE_NAME),
        driver + " " + text(device, CL_DRIVER_VERSION),
        (type & CL_DEVICE_TYPE_GPU) != 0
            ? DeviceFacts.Kind.GRAPHICS_CARD
            : (type & CL_DEVICE_TYPE_CPU) != 0
                ? DeviceFacts.Kind.PROCESSOR
                : DeviceFacts.Kind.ACCELERATOR,
        (int) number(device, CL_DEVICE_MAX_COMPUTE_UNITS),
        (int) number(device, CL_DEVICE_MAX_CLOCK_FREQUENCY),
        number(device, CL_DEVICE_GLOBAL_MEM_SIZE),
        (int) number(device, CL_DEVICE_MAX_WORK_GROUP_SIZE),
        number(device, CL_DEVICE_LOCAL_MEM_SIZE),
        Arrays.asList(text(device, CL_DEVICE_EXTENSIONS).split(" ")).contains("cl_khr_fp64"),
        number(device, CL_DEVICE_AVAILABLE) != 0
            && number(device, CL_DEVICE_COMPILER_AVAILABLE) != 0);
  }

  /** A number of 4 or 8 bytes; of fewer, the rest is 0 already. */
  private static long number(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer to = stack.calloc(Long.BYTES);
      ClErrors.check(clGetDeviceInfo(device, what, to, null), "asking for a device", "a driver");
      return to.getLong(0);
    }
  }

  private static String text(long device, int what) {
    return text(
        (@Nullable ByteBuffer to, @Nullable PointerBuffer size) ->
            clGetDeviceInfo(device, what, to, size));
  }

  /** Asks for a text, or for the length of it. */
  private interface Question {
    int ask(@Nullable ByteBuffer to, @Nullable PointerBuffer size);
  }

  private static String text(Question question) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      ClErrors.check(question.ask(null, size), "asking for a device", "a driver");
      ByteBuffer to = BufferUtils.createByteBuffer((int) size.get(0));
      ClErrors.check(question.ask(to, null), "asking for a device", "a driver");
      return StandardCharsets.UTF_8.decode(to).toString().replace("\0", "").strip();
    }
  }

  /** Loads LWJGL and OpenCL's loader, unless they are. */
  private static synchronized void load() {
    try {
      // Else both complain on the terminal before they throw.
      Configuration.DEBUG_STREAM.set(new PrintStream(OutputStream.nullOutputStream(), false));
      Configuration.OPENCL_EXPLICIT_INIT.set(true);
      if (Platform.get() == Platform.LINUX && Configuration.OPENCL_LIBRARY_NAME.get() == null) {
        // LWJGL looks for the name that compilers link, which only packages for developers have.
        Configuration.OPENCL_LIBRARY_NAME.set("libOpenCL.so.1");
      }
      keepDivisionsByZero();
      if (!isLoaded()) {
        CL.create();
      }
    } catch (LinkageError e) {
      throw refusal(e);
    }
  }

  private static boolean isLoaded() {
    try {
      CL.getICD();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** What is said where a library cannot be loaded. */
  static EngineException refusal(LinkageError e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("lwjgl") || !(e instanceof UnsatisfiedLinkError)) {
      return new EngineException(
          String.format(
              Locale.ROOT,
              "engine: opencl cannot load LWJGL's library for %s on %s: %s; use engine: cpu, which"
                  + " needs none",
              System.getProperty("os.name"),
              System.getProperty("os.arch"),
              e),
          e);
    }
    return new EngineException(
        "engine: opencl needs OpenCL, whose library this machine lacks; " + HOW_TO_GET_ONE, e);
  }

  /**
   * Tells PoCL not to handle the signal by which a division of integers by zero is told, with which
   * Java makes an ArithmeticException of it. PoCL reads that from the environment when it is first
   * called, and Java has no way to write there.
   */
  private static void keepDivisionsByZero() {
    String variable = "POCL_SIGFPE_HANDLER";
    if (Platform.get() == Platform.LINUX && System.getenv(variable) == null) {
      long process = DynamicLinkLoader.ndlopen(0, DynamicLinkLoader.RTLD_NOW);
      long setenv = DynamicLinkLoader.dlsym(process, "setenv");
      try (MemoryStack stack = MemoryStack.stackPush()) {
        long name = MemoryUtil.memAddress(stack.ASCII(variable));
        long value = MemoryUtil.memAddress(stack.ASCII("0"));
        JNI.invokePPI(name, value, 1, setenv);
      }
    }
  }
}
