package org.querent.core.engine.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.querent.core.engine.EngineException;
import org.querent.core.engine.opencl.DeviceFacts.Kind;

class DeviceFactsTest {
  private static final DeviceFacts PROCESSOR =
      new DeviceFacts(
          "cores", "driver 1", Kind.PROCESSOR, 64, 4000, 1L << 36, 1024, 1 << 15, true, true);
  private static final DeviceFacts SMALL_CARD =
      new DeviceFacts(
          "small", "driver 2", Kind.GRAPHICS_CARD, 10, 1000, 1L << 32, 1024, 1 << 15, true, true);
  private static final DeviceFacts LARGE_CARD =
      new DeviceFacts(
          "large", "driver 2", Kind.GRAPHICS_CARD, 80, 1500, 1L << 34, 1024, 1 << 15, true, true);
  private static final DeviceFacts WITHOUT_DOUBLES =
      new DeviceFacts(
          "pixels", "driver 3", Kind.GRAPHICS_CARD, 96, 2000, 1L << 34, 1024, 1 << 15, false, true);
  private static final DeviceFacts AWAY =
      new DeviceFacts(
          "away", "driver 3", Kind.ACCELERATOR, 96, 2000, 1L << 34, 1024, 1 << 15, true, false);

  @Test
  void the_largest_card_with_doubles_is_taken_and_a_processor_where_there_is_none() {
    assertEquals(3, DeviceFacts.best(List.of(PROCESSOR, WITHOUT_DOUBLES, SMALL_CARD, LARGE_CARD)));
    assertEquals(1, DeviceFacts.best(List.of(WITHOUT_DOUBLES, PROCESSOR, AWAY)));
    assertEquals(0, DeviceFacts.best(List.of(SMALL_CARD, SMALL_CARD)));
  }

  @Test
  void where_none_suits_the_message_says_what_each_lacks_and_what_to_do() {
    String message = refused(List.of(WITHOUT_DOUBLES, AWAY));
    assertTrue(
        message.contains("pixels (driver 3, graphics card, 96 units) has no double"), message);
    assertTrue(message.contains("away (driver 3, accelerator, 96 units) is not at hand"), message);
    assertTrue(message.contains("engine: cpu"), message);
    assertTrue(refused(List.of()).contains("pocl-opencl-icd"), refused(List.of()));
  }

  private static String refused(List<DeviceFacts> devices) {
    return assertThrows(EngineException.class, () -> DeviceFacts.best(devices)).getMessage();
  }

  @Test
  void what_fails_is_told_with_the_device_and_what_to_do() {
    String memory = ClErrors.message(-4, "taking 9 bytes for ratings", "the card");
    assertTrue(
        memory.startsWith(
            "engine: opencl: taking 9 bytes for ratings failed on the card with"
                + " CL_MEM_OBJECT_ALLOCATION_FAILURE (-4); it has too little memory left"),
        memory);
    String compiler = ClErrors.message(-11, "compiling kernels", "the card");
    assertTrue(compiler.contains("CL_BUILD_PROGRAM_FAILURE (-11); its compiler failed"), compiler);
    String other = ClErrors.message(-9999, "computing", "the card");
    assertTrue(other.contains("error -9999; it may have been reset"), other);
    for (String message : List.of(memory, compiler, other)) {
      assertTrue(message.contains("engine: cpu"), message);
      assertTrue(message.endsWith("What was computed before is kept"), message);
    }
  }

  @Test
  void a_library_that_is_missing_is_named_with_the_way_to_get_it() {
    String opencl =
        LwjglDevices.refusal(new UnsatisfiedLinkError("Failed to locate library: libOpenCL.so"))
            .getMessage();
    assertTrue(opencl.contains("ocl-icd-libopencl1"), opencl);
    String ours =
        LwjglDevices.refusal(new UnsatisfiedLinkError("Failed to locate library: liblwjgl.so"))
            .getMessage();
    assertTrue(ours.contains(System.getProperty("os.arch")), ours);
  }
}
