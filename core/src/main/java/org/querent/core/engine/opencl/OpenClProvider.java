package org.querent.core.engine.opencl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.engine.ComputeDevice;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineProvider;
import org.querent.core.spec.EngineKind;

/** Starts the engine of OpenCL on the device that suits it best. */
public final class OpenClProvider implements EngineProvider {
  @Override
  public Set<EngineKind> kinds() {
    return Set.of(EngineKind.OPENCL);
  }

  @Override
  public Engine start(EngineKind kind, int threads) {
    String asked = System.getenv().getOrDefault(KernelShape.VARIABLE, "");
    Optional<KernelShape> shape = KernelShape.asked(asked);
    Device device = LwjglDevices.best();
    return new OpenClEngine(threads, device, shape.orElse(device.shape()));
  }

  @Override
  public List<ComputeDevice> devices() {
    List<DeviceFacts> found = LwjglDevices.facts();
    int best = found.stream().anyMatch(DeviceFacts::suits) ? DeviceFacts.best(found) : -1;
    return IntStream.range(0, found.size())
        .mapToObj(place -> found.get(place).device(place == best))
        .toList();
  }
}
