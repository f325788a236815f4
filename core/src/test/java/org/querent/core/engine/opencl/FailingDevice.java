package org.querent.core.engine.opencl;

import java.util.HashSet;
import java.util.Set;
import org.lwjgl.opencl.CL10;

/** A device that fails at a call, once. */
final class FailingDevice implements Device {
  /** A sweep that has new ratings to copy makes at least so many calls. */
  static final int CALLS_OF_A_SWEEP = 30;

  private final Device device;
  private final Set<Session> open = new HashSet<>();
  private int left = Integer.MAX_VALUE;

  FailingDevice(Device device) {
    this.device = device;
  }

  /** Lets so many calls succeed before one fails. */
  void failAfter(int calls) {
    left = calls;
  }

  /** How many sessions are open. */
  int open() {
    return open.size();
  }

  private void call(String what) {
    if (left-- == 0) {
      ClErrors.check(CL10.CL_OUT_OF_RESOURCES, what, name());
    }
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public KernelShape shape() {
    return device.shape();
  }

  @Override
  public boolean hasRoomFor(int lanes, long localBytes) {
    return device.hasRoomFor(lanes, localBytes);
  }

  @Override
  public Session open(String source, int lanes) {
    Session session = new Failing(device.open(source, lanes));
    open.add(session);
    return session;
  }

  private final class Failing implements Session {
    private final Session session;

    Failing(Session session) {
      this.session = session;
    }

    @Override
    public Memory allocate(String what, long numbers, int bytes) {
      call("taking memory");
      return session.allocate(what, numbers, bytes);
    }

    @Override
    public void free(Memory memory) {
      call("giving memory back");
      session.free(memory);
    }

    @Override
    public void write(Memory to, double[] from) {
      call("copying");
      session.write(to, from);
    }

    @Override
    public void write(Memory to, float[] from) {
      call("copying");
      session.write(to, from);
    }

    @Override
    public void write(Memory to, int[] from) {
      call("copying");
      session.write(to, from);
    }

    @Override
    public void read(Memory from, long first, double[] to) {
      call("copying");
      session.read(from, first, to);
    }

    @Override
    public void run(String kernel, long items, Object... arguments) {
      call("running");
      session.run(kernel, items, arguments);
    }

    @Override
    public void close() {
      open.remove(this);
      session.close();
    }
  }
}
