package org.querent.experiments.service;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Interview;

/**
 * One model several times over, so that as many people are asked at a time. What it says of items
 * is common to all; what it computes is borrowed. Thread-safe.
 */
final class ModelPool {
  private static final int PATIENCE_SECONDS = 5;

  private final int size;
  private volatile Generation current;

  /**
   * The model that asks from some moment on.
   *
   * @param common for what never changes, which any number of threads may read
   */
  private record Generation(AskModel common, BlockingQueue<AskModel> free) {}

  /**
   * A pool, which nobody waits for yet: it is read by all processors.
   *
   * @param model reads it, in any thread; each takes the memory of a whole one
   */
  ModelPool(int size, Supplier<AskModel> model) {
    this.size = size;
    current = generation(IntStream.range(0, size).parallel(), model);
  }

  private Generation generation(IntStream numbers, Supplier<AskModel> model) {
    List<AskModel> models = numbers.mapToObj(any -> ready(model)).toList();
    return new Generation(models.get(0), new ArrayBlockingQueue<>(size, false, models));
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
   * Lets another model ask from now on; who computes with the old one ends in peace. It is read by
   * one thread, for people are asked meanwhile.
   */
  void swap(Supplier<AskModel> model) {
    current = generation(IntStream.range(0, size), model);
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
