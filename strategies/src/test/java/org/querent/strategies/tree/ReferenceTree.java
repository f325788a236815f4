package org.querent.strategies.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.querent.strategies.questionnaire.Reference;

/** Splits the users of one way down, and no others; goes no way twice. */
record ReferenceTree(
    List<Reference.Rating> known,
    double liking,
    TreeSize size,
    Model root,
    Map<List<String>, Place> places)
    implements Reference {
  ReferenceTree(List<Reference.Rating> known, TreeSize size, Model root) {
    this(known, Reference.mean(known), size, root, new HashMap<>());
  }

  /** Predicts the ratings of some users. */
  interface Model {
    /** A model of this kind, fitted to users who were predicted by this one. */
    Model refit(Collection<Integer> users);

    /** What the users it was fitted to rate an item. */
    double predict(int item);

    /**
     * The squared error of the users it was fitted to, with what is paid for leaving the parent.
     */
    double error();
  }

  /** A node at the end of a way of answers. */
  record Place(
      List<String> way,
      List<Integer> users,
      Model model,
      Set<Integer> asked,
      Optional<Integer> item) {}

  private Optional<Rating> rating(int user, int item) {
    return known.stream().filter(r -> r.user() == user && r.item() == item).findFirst();
  }

  private String answer(Optional<Double> stars) {
    return stars.map(s -> s > liking ? "like" : "dislike").orElse("unknown");
  }

  private Map<String, List<Integer>> groups(List<Integer> users, int item) {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (String answer : List.of("like", "dislike", "unknown")) {
      groups.put(answer, new ArrayList<>());
    }
    for (int user : users) {
      groups.get(answer(rating(user, item).map(Rating::stars))).add(user);
    }
    return groups;
  }

  private Place place(List<String> way, List<Integer> users, Model parent, Set<Integer> asked) {
    Model model = parent.refit(users);
    return new Place(way, users, model, asked, split(users, model, asked));
  }

  private Place top() {
    return places.computeIfAbsent(
        List.of(), way -> place(way, Reference.users(known), root, Set.of()));
  }

  private Optional<Integer> split(List<Integer> users, Model model, Set<Integer> asked) {
    if (asked.size() == size.depth() || users.size() < size.fewest()) {
      return Optional.empty();
    }
    double whole = model.refit(users).error();
    Optional<Integer> best = Optional.empty();
    float most = 0;
    for (int item : Reference.candidates(known, size.candidates())) {
      Map<String, List<Integer>> groups = groups(users, item);
      double parts = groups.values().stream().mapToDouble(g -> model.refit(g).error()).sum();
      // Items that part users alike are equal but for rounding.
      float gain = (float) (whole - parts);
      if (!asked.contains(item) && groups.get("unknown").size() < users.size() && gain > most) {
        best = Optional.of(item);
        most = gain;
      }
    }
    return best;
  }

  private Place after(Place place, String answer) {
    List<String> longer = new ArrayList<>(place.way());
    longer.add(answer);
    return places.computeIfAbsent(longer, way -> next(way, place, answer));
  }

  private Place next(List<String> way, Place place, String answer) {
    Set<Integer> asked = new HashSet<>(place.asked());
    asked.add(place.item().orElseThrow());
    List<Integer> users = groups(place.users(), place.item().orElseThrow()).get(answer);
    return place(way, users, place.model(), asked);
  }

  @Override
  public int next(Map<Integer, Double> answers, Set<Integer> open) {
    Place place = top();
    while (place.item().isPresent()) {
      int item = place.item().orElseThrow();
      if (open.contains(item)) {
        return item;
      }
      place = after(place, answer(Optional.ofNullable(answers.get(item))));
    }
    return open.stream().min(Reference.popularity(known)).orElseThrow();
  }

  @Override
  public OptionalDouble predict(Map<Integer, Double> answers, Set<Integer> open, int item) {
    Place place = top();
    while (place.item().isPresent() && !open.contains(place.item().get())) {
      place = after(place, answer(Optional.ofNullable(answers.get(place.item().get()))));
    }
    return OptionalDouble.of(place.model().predict(item));
  }

  /** Where a user whose ratings are known comes to an end. */
  Model end(int user) {
    Place place = top();
    while (place.item().isPresent()) {
      int item = place.item().orElseThrow();
      place = after(place, answer(rating(user, item).map(Rating::stars)));
    }
    return place.model();
  }
}
