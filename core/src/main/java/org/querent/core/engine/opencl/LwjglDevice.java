package org.querent.core.engine.opencl;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.CL_PROGRAM_BUILD_LOG;
import static org.lwjgl.opencl.CL10.CL_SUCCESS;
import static org.lwjgl.opencl.CL10.clBuildProgram;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clCreateProgramWithSource;
import static org.lwjgl.opencl.CL10.clGetProgramBuildInfo;
import static org.lwjgl.opencl.CL10.clReleaseProgram;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.querent.core.engine.EngineException;

/**
 * A device of OpenCL, with a context of its own and the kernels that were compiled for it, which
 * live as long as the process. Thread-safe.
 */
final class LwjglDevice implements Device {
  private final long device;
  private final DeviceFacts facts;
  private final long context;

  /** By their text. */
  private final Map<String, Long> programs = new HashMap<>();

  LwjglDevice(long platform, long device, DeviceFacts facts) {
    this.device = device;
    this.facts = facts;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      PointerBuffer properties = stack.mallocPointer(3);
      properties.put(0, CL_CONTEXT_PLATFORM).put(1, platform).put(2, 0);
      context = clCreateContext(properties, device, null, 0, code);
      ClErrors.check(code.get(0), "starting", name());
    }
  }

  @Override
  public String name() {
    return facts.line();
  }

  @Override
  public KernelShape shape() {
    return facts.kind() == DeviceFacts.Kind.PROCESSOR ? KernelShape.ITEM : KernelShape.GROUP;
  }

  @Override
  public boolean hasRoomFor(int lanes, long localBytes) {
    return facts.lanes() >= lanes && facts.localBytes() >= localBytes;
  }

  @Override
  public Session open(String source, int lanes) {
    LwjglSession.CLOSING.readLock().lock();
    try {
      return new LwjglSession(name(), context, device, program(source), lanes);
    } finally {
      LwjglSession.CLOSING.readLock().unlock();
    }
  }

  private synchronized long program(String source) {
    Long compiled = programs.get(source);
    if (compiled == null) {
      compiled = compile(source);
      programs.put(source, compiled);
    }
    return compiled;
  }

  private long compile(String source) {
    IntBuffer created = BufferUtils.createIntBuffer(1);
    long program = clCreateProgramWithSource(context, source, created);
    ClErrors.check(created.get(0), "taking kernels", name());
    int code = clBuildProgram(program, device, "-cl-std=CL1.2", null, 0);
    if (code != CL_SUCCESS) {
      String log = log(program);
      clReleaseProgram(program);
      throw new EngineException(
          ClErrors.message(code, "compiling kernels", name())
              + (log.isEmpty() ? "" : ". The compiler says: " + log));
    }
    return program;
  }

  /** What the compiler says, or nothing if that fails, too. */
  private String log(long program) {
    PointerBuffer size = BufferUtils.createPointerBuffer(1);
    if (clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, (ByteBuffer) null, size)
        != CL_SUCCESS) {
      return "";
    }
    ByteBuffer to = BufferUtils.createByteBuffer((int) size.get(0));
    return clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, to, null) == CL_SUCCESS
        ? StandardCharsets.UTF_8.decode(to).toString().replace("\0", "").strip()
        : "";
  }
}
