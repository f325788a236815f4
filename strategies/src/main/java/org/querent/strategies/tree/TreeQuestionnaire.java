package org.querent.strategies.tree;

import org.querent.strategies.questionnaire.Interviewee;
import org.querent.strategies.questionnaire.Questionnaire;

/**
 * Walks somebody down a tree: along what they like and dislike, and where they cannot tell, or may
 * not be asked, along what is unknown. From the end on the most popular items are asked about.
 *
 * @param root where everybody begins
 * @param liking ratings above it are likes, all others dislikes
 * @param popularity the number of ratings of each item
 */
record TreeQuestionnaire(Node root, double liking, double[] popularity) implements Questionnaire {
  @Override
  public int next(Interviewee person) {
    Node node = root;
    while (node instanceof Node.Question question) {
      double rating = person.rating(question.item());
      if (!Double.isNaN(rating)) {
        node = rating > liking ? question.liked() : question.disliked();
      } else {
        int candidate = person.candidate(question.item());
        if (candidate >= 0) {
          return candidate;
        }
        node = question.unknown();
      }
    }
    return person.best(popularity, popularity);
  }
}
