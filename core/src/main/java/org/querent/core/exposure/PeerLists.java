package org.querent.core.exposure;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.data.Incidence;
import org.querent.core.random.RandomStreams;

/**
 * What some of those know who have rated anything, by peer and by item: of all of them, or of as
 * many as a newcomer can be compared with in a millisecond. Immutable; 4 bytes a pair of theirs,
 * and what the pairs take.
 */
final class PeerLists {
  /** More users are sampled: on MovieLens 1M the rest told nothing more (README of core). */
  static final int MOST = 2000;

  private final Incidence known;

  /** The users, ascending. */
  private final int[] peers;

  /** The part of the users who have rated anything that has rated an item, a little drawn in. */
  final double[] shares;

  private final int active;

  /** Where the raters of an item begin, and the raters, ascending, by their number among peers. */
  private final int[] starts;

  private final int[] raters;

  /**
   * The lists of the pairs' users.
   *
   * @param random draws the sample, if there are too many
   */
  PeerLists(Incidence known, RandomGenerator random) {
    this.known = known;
    int[] users =
        IntStream.range(0, known.userCount()).filter(user -> known.count(user) > 0).toArray();
    active = users.length;
    peers = active <= MOST ? users : sample(users, random);
    int[] popularity = known.popularity();
    shares = new double[popularity.length];
    for (int item = 0; item < shares.length; item++) {
      shares[item] = (popularity[item] + 0.5) / (active + 1);
    }
    starts = new int[popularity.length + 1];
    for (int peer = 0; peer < peers.length; peer++) {
      for (int n = 0; n < count(peer); n++) {
        starts[item(peer, n) + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    raters = new int[starts[starts.length - 1]];
    int[] next = starts.clone();
    for (int peer = 0; peer < peers.length; peer++) {
      for (int n = 0; n < count(peer); n++) {
        raters[next[item(peer, n)]++] = peer;
      }
    }
  }

  private static int[] sample(int[] users, RandomGenerator random) {
    int[] order = RandomStreams.permutation(users.length, random);
    return Arrays.stream(order, 0, MOST).map(n -> users[n]).sorted().toArray();
  }

  /** The number of peers. */
  int size() {
    return peers.length;
  }

  /** The number of items that a peer has rated. */
  int count(int peer) {
    return known.count(peers[peer]);
  }

  /** One of the items of a peer, by rising index. */
  int item(int peer, int n) {
    return known.item(peers[peer], n);
  }

  /** A part of the users, drawn in as shares are; without what {@link #drawnNone} has. */
  double drawn(double part) {
    return part * active / (active + 1);
  }

  /** What no user at all is drawn in to. */
  double drawnNone() {
    return 0.5 / (active + 1);
  }

  /** Where the raters of an item begin; those of the last end where they would of one more. */
  int start(int item) {
    return starts[item];
  }

  /** A rater, ascending within an item. */
  int rater(int n) {
    return raters[n];
  }
}
