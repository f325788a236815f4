package org.querent.strategies.learner;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.Objects;

/** The order of some numbers, which begins as their own. Not thread-safe. */
interface Places {
  /** The number at a place. */
  int at(int place);

  /** The place of a number. */
  int of(int number);

  /** Puts a number at a place. */
  void put(int number, int place);

  /** In arrays, 8 bytes a number. */
  static Places listed(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, n -> n);
    int[] places = numbers.clone();
    return new Places() {
      @Override
      public int at(int place) {
        return numbers[place];
      }

      @Override
      public int of(int number) {
        return places[number];
      }

      @Override
      public void put(int number, int place) {
        numbers[place] = number;
        places[number] = place;
      }
    };
  }

  /** Only those that have moved. */
  static Places moved(int size) {
    Int2IntOpenHashMap numbers = new Int2IntOpenHashMap();
    Int2IntOpenHashMap places = new Int2IntOpenHashMap();
    return new Places() {
      @Override
      public int at(int place) {
        return numbers.getOrDefault(Objects.checkIndex(place, size), place);
      }

      @Override
      public int of(int number) {
        return places.getOrDefault(Objects.checkIndex(number, size), number);
      }

      @Override
      public void put(int number, int place) {
        numbers.put(place, number);
        places.put(number, place);
      }
    };
  }
}
