package org.querent.strategies.tree;

import java.util.Arrays;
import org.querent.strategies.questionnaire.InitialRatings;
import org.querent.strategies.questionnaire.RatingLists;

/**
 * Grows a tree of questions from its root: each node asks about the item whose answers make the
 * error fall the most, of those with the most ratings. The users of a node who have not rated its
 * item go along the branch of what is unknown.
 *
 * <p>Cost of a level of the tree: O(sum over users of ratings times candidates rated), if a model's
 * gain reads all ratings of the raters. Not thread-safe.
 */
final class TreeGrower {
  private static final int NO_CANDIDATE = -1;

  private final RatingLists byUser;
  private final double liking;
  private final int[] items;
  private final int[] candidateOf;
  private final TreeSize size;

  /** Whether an item was asked about on the way to the present node. */
  private final boolean[] asked;

  /** Where the raters of each candidate at a node begin. */
  private final int[] starts;

  /** Where those of them who dislike the candidate begin. */
  private final int[] middles;

  /** The raters of all candidates at a node; overwritten by the next node. */
  private final int[] raters;

  TreeGrower(InitialRatings known, TreeSize size) {
    this.size = size;
    byUser = known.byUser();
    liking = known.mean();
    items = known.mostRated(size.candidates());
    candidateOf = new int[known.byItem().size()];
    Arrays.fill(candidateOf, NO_CANDIDATE);
    int pairs = 0;
    for (int c = 0; c < items.length; c++) {
      candidateOf[items[c]] = c;
      pairs += known.byItem().count(items[c]);
    }
    asked = new boolean[items.length];
    starts = new int[items.length + 1];
    middles = new int[items.length];
    raters = new int[pairs];
  }

  /**
   * The tree of some users.
   *
   * @param root is the model of all of them
   */
  Node grow(NodeModel root, int[] users) {
    return grow(root, users, size.depth());
  }

  private Node grow(NodeModel model, int[] users, int depth) {
    int best = depth == 0 || users.length < size.fewest() ? NO_CANDIDATE : best(model, users);
    if (best == NO_CANDIDATE) {
      model.end(users);
      return new Node.End(users);
    }
    int[] liked = Arrays.copyOfRange(raters, starts[best], middles[best]);
    int[] disliked = Arrays.copyOfRange(raters, middles[best], starts[best + 1]);
    int[] unknown = without(users, liked, disliked);
    asked[best] = true;
    Node.Question question =
        new Node.Question(
            users,
            items[best],
            grow(model.child(liked), liked, depth - 1),
            grow(model.child(disliked), disliked, depth - 1),
            grow(model.child(unknown), unknown, depth - 1));
    asked[best] = false;
    return question;
  }

  /** Among equals the item with the most ratings. */
  private int best(NodeModel model, int[] users) {
    list(users);
    int best = NO_CANDIDATE;
    double most = 0;
    for (int c = 0; c < items.length; c++) {
      if (!asked[c] && starts[c] < starts[c + 1]) {
        // To single precision: items that part users alike are not told apart by rounding.
        double gain = (float) model.gain(raters, starts[c], middles[c], starts[c + 1]);
        if (gain > most) {
          best = c;
          most = gain;
        }
      }
    }
    return best;
  }

  /** Lists the raters of every candidate among some users. */
  private void list(int[] users) {
    int[] likes = new int[items.length];
    int[] dislikes = new int[items.length];
    for (int user : users) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        int c = candidateOf[byUser.other(n)];
        if (c != NO_CANDIDATE) {
          (byUser.rating(n) > liking ? likes : dislikes)[c]++;
        }
      }
    }
    for (int c = 0; c < items.length; c++) {
      middles[c] = starts[c] + likes[c];
      starts[c + 1] = middles[c] + dislikes[c];
      likes[c] = starts[c];
      dislikes[c] = middles[c];
    }
    for (int user : users) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        int c = candidateOf[byUser.other(n)];
        if (c != NO_CANDIDATE) {
          int at = (byUser.rating(n) > liking ? likes : dislikes)[c]++;
          raters[at] = user;
        }
      }
    }
  }

  /** All three are ascending. */
  private static int[] without(int[] users, int[] some, int[] others) {
    int[] left = new int[users.length - some.length - others.length];
    int size = 0;
    int ofSome = 0;
    int ofOthers = 0;
    for (int user : users) {
      if (ofSome < some.length && some[ofSome] == user) {
        ofSome++;
      } else if (ofOthers < others.length && others[ofOthers] == user) {
        ofOthers++;
      } else {
        left[size++] = user;
      }
    }
    return left;
  }
}
