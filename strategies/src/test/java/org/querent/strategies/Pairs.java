package org.querent.strategies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Candidates as slow and obvious lists. */
public final class Pairs implements Candidates {
  private record Pair(int user, int item) {}

  private final List<Pair> pairs;
  private final List<Integer> open = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();
  private final int users;
  private final int items;
  private final List<Integer> firstOf;
  private final List<List<Integer>> byItem;

  /** Pairs in any order. */
  public Pairs(int[] users, int[] items) {
    pairs =
        IntStream.range(0, users.length)
            .mapToObj(n -> new Pair(users[n], items[n]))
            .sorted(Comparator.comparing(Pair::user).thenComparing(Pair::item))
            .toList();
    for (int n = 0; n < users.length; n++) {
      open.add(n);
    }
    this.users = Arrays.stream(users).max().orElse(-1) + 1;
    this.items = Arrays.stream(items).max().orElse(-1) + 1;
    firstOf =
        IntStream.rangeClosed(0, this.users)
            .mapToObj(user -> (int) pairs.stream().filter(pair -> pair.user() < user).count())
            .toList();
    byItem =
        IntStream.range(0, this.items)
            .mapToObj(item -> open.stream().filter(n -> pairs.get(n).item() == item).toList())
            .toList();
  }

  /** Closes a candidate. */
  public void close(int candidate) {
    open.remove(Integer.valueOf(candidate));
    closed.add(candidate);
  }

  /** The numbers of the open candidates, ascending. */
  public int[] openNumbers() {
    return open.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  @Override
  public int size() {
    return open.size();
  }

  @Override
  public int capacity() {
    return pairs.size();
  }

  @Override
  public boolean isOpen(int candidate) {
    return !closed.contains(candidate);
  }

  @Override
  public int open(int position) {
    return open.get(position);
  }

  @Override
  public int closed(int position) {
    return closed.get(position);
  }

  @Override
  public int user(int candidate) {
    return pairs.get(candidate).user();
  }

  @Override
  public int item(int candidate) {
    return pairs.get(candidate).item();
  }

  @Override
  public int users() {
    return users;
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int firstOf(int user) {
    return firstOf.get(user);
  }

  @Override
  public int countOf(int item) {
    return byItem.get(item).size();
  }

  @Override
  public int ofItem(int item, int position) {
    return byItem.get(item).get(position);
  }
}
