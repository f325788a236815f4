package org.querent.core.engine.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.querent.core.engine.EngineException;

class KernelShapeTest {
  @Test
  void is_asked_for_by_a_word() {
    assertEquals(Optional.of(KernelShape.ITEM), KernelShape.asked("item"));
    assertEquals(Optional.of(KernelShape.GROUP), KernelShape.asked("group"));
    assertEquals(Optional.empty(), KernelShape.asked(""));
  }

  @Test
  void another_word_is_refused() {
    EngineException e = assertThrows(EngineException.class, () -> KernelShape.asked("warp"));
    assertEquals(
        "engine: opencl: QUERENT_OPENCL_SHAPE is warp, and may be item or group or unset",
        e.getMessage());
  }
}
