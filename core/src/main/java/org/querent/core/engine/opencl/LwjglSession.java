package org.querent.core.engine.opencl;

import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clEnqueueNDRangeKernel;
import static org.lwjgl.opencl.CL10.clEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.clReleaseKernel;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;
import static org.lwjgl.opencl.CL10.clSetKernelArg1d;
import static org.lwjgl.opencl.CL10.clSetKernelArg1i;
import static org.lwjgl.opencl.CL10.clSetKernelArg1p;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/** What one model has on a device of OpenCL: a queue that keeps order, memory, and kernels. */
final class LwjglSession implements Session {
  /**
   * Held for writing while a session is closed, which a cleaner's thread does at any time, and for
   * reading while kernels are compiled, taken or begun: drivers share between sessions what those
   * need.
   */
  static final ReadWriteLock CLOSING = new ReentrantReadWriteLock();

  private final String device;
  private final int lanes;
  private final long context;
  private final long program;
  private final long queue;
  private final Map<String, Long> kernels = new HashMap<>();
  private final Set<Long> buffers = new HashSet<>();

  LwjglSession(String name, long context, long device, long program, int lanes) {
    this.device = name;
    this.context = context;
    this.program = program;
    this.lanes = lanes;
    IntBuffer code = BufferUtils.createIntBuffer(1);
    queue = clCreateCommandQueue(context, device, 0, code);
    check(code.get(0), "starting");
  }

  private void check(int code, String what) {
    ClErrors.check(code, what, device);
  }

  @Override
  public Memory allocate(String what, long numbers, int bytes) {
    IntBuffer code = BufferUtils.createIntBuffer(1);
    long size = Math.multiplyExact(Math.max(1, numbers), bytes);
    long buffer = clCreateBuffer(context, CL_MEM_READ_WRITE, size, code);
    check(code.get(0), "taking " + size + " bytes for " + what);
    buffers.add(buffer);
    return new Memory(buffer, what);
  }

  @Override
  public void free(Memory memory) {
    if (buffers.remove(memory.handle())) {
      check(clReleaseMemObject(memory.handle()), "giving memory back");
    }
  }

  @Override
  public void write(Memory to, double[] from) {
    if (from.length > 0) {
      checkCopy(clEnqueueWriteBuffer(queue, to.handle(), true, 0, from, null, null), to);
    }
  }

  @Override
  public void write(Memory to, float[] from) {
    if (from.length > 0) {
      checkCopy(clEnqueueWriteBuffer(queue, to.handle(), true, 0, from, null, null), to);
    }
  }

  @Override
  public void write(Memory to, int[] from) {
    if (from.length > 0) {
      checkCopy(clEnqueueWriteBuffer(queue, to.handle(), true, 0, from, null, null), to);
    }
  }

  @Override
  public void read(Memory from, long first, double[] to) {
    // The array is out of the collector's reach while it is filled: not while kernels run.
    check(clFinish(queue), "computing");
    if (to.length > 0) {
      long offset = first * Double.BYTES;
      checkCopy(clEnqueueReadBuffer(queue, from.handle(), true, offset, to, null, null), from);
    }
  }

  private void checkCopy(int code, Memory memory) {
    check(code, "copying " + memory.what());
  }

  @Override
  public void run(String kernel, long items, Object... arguments) {
    CLOSING.readLock().lock();
    try {
      begin(kernel, items, arguments);
    } finally {
      CLOSING.readLock().unlock();
    }
  }

  private void begin(String kernel, long items, Object... arguments) {
    long handle = kernel(kernel);
    for (int n = 0; n < arguments.length; n++) {
      check(argument(handle, n, arguments[n]), "taking argument " + n + " of " + kernel);
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      long all = (items + lanes - 1) / lanes * lanes;
      PointerBuffer global = stack.pointers(all);
      PointerBuffer local = stack.pointers(lanes);
      check(
          clEnqueueNDRangeKernel(queue, handle, 1, null, global, local, null, null),
          "running " + kernel);
    }
  }

  private static int argument(long kernel, int place, Object argument) {
    if (argument instanceof Memory memory) {
      return clSetKernelArg1p(kernel, place, memory.handle());
    }
    if (argument instanceof Integer number) {
      return clSetKernelArg1i(kernel, place, number);
    }
    if (argument instanceof Double number) {
      return clSetKernelArg1d(kernel, place, number);
    }
    throw new IllegalArgumentException("argument " + place + ": " + argument);
  }

  private long kernel(String name) {
    Long known = kernels.get(name);
    if (known == null) {
      IntBuffer code = BufferUtils.createIntBuffer(1);
      known = clCreateKernel(program, name, code);
      check(code.get(0), "taking the kernel " + name);
      kernels.put(name, known);
    }
    return known;
  }

  @Override
  public void close() {
    clFinish(queue);
    CLOSING.writeLock().lock();
    try {
      buffers.forEach(buffer -> clReleaseMemObject(buffer));
      kernels.values().forEach(kernel -> clReleaseKernel(kernel));
      clReleaseCommandQueue(queue);
    } finally {
      CLOSING.writeLock().unlock();
    }
  }
}
