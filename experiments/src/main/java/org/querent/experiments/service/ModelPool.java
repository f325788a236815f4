package org.querent.experiments.service;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Interview;
import org.querent.experiments.ask.WarmUp;

/**
 * One model several times over, so that as many people are asked at a time. What it says of items
 * is common to all; what it computes is borrowed. Thread-safe.
 */
final class ModelPool {
  private static final int PATIENCE_SECONDS = 5;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final int size;
  private volatile Generation current;

  /**
   * The model that asks from some moment on.
   *
   * @param common for what never changes, which any number of threads may read
   */
  private record Generation(AskModel common, BlockingQueue<AskModel> free) {}

  /**
   * A pool.
   *
   * @param model reads it; each takes the memory of a whole one
   */
  ModelPool(int size, Supplier<AskModel> model) {
    this.size = size;
    current = generation(model);
  }

  private Generation generation(Supplier<AskModel> model) {
    AskModel first = ready(model);
    BlockingQueue<AskModel> free = new ArrayBlockingQueue<>(size);
    free.add(first);
    for (int n = 1; n < size; n++) {
      free.add(ready(model));
    }
    return new Generation(first, free);
  }

  /** Who can answer what is fitted with the first question, for which nobody shall wait. */
  private static AskModel ready(Supplier<AskModel> read) {
    AskModel model = read.get();
    try (Interview nobody =
        model.interview("", new BitSet(), List.of(), asked -> new SplittableRandom(asked))) {
      nobody.questions(1);
    }
    return model;
  }

  /**
   * Plays interviews, before anybody is asked, until Java has compiled what they need.
   *
   * @return how many questions there were
   */
  int warmUp() {
    return with(model -> WarmUp.play(model, WARM_UP_NANOS));
  }

  /** Lets another model ask from now on; who computes with the old one ends in peace. */
  void swap(Supplier<AskModel> model) {
    current = generation(model);
  }

  /** For ids, labels and the scale, which any number of threads may ask for. */
  AskModel common() {
    return current.common();
  }

  /**
   * Computes with a model that nobody else has meanwhile.
   *
   * @throws Problem if none is free for some seconds
   */
  <T> T with(Function<AskModel, T> work) {
    Generation generation = current;
    AskModel model = borrow(generation.free());
    try {
      return work.apply(model);
    } finally {
      generation.free().add(model);
    }
  }

  private static AskModel borrow(BlockingQueue<AskModel> free) {
    try {
      AskModel model = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (model != null) {
        return model;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Problem(429, "too many people are asked just now; wait a few seconds");
  }
}
