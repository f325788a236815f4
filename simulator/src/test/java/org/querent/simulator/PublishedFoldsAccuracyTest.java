package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.PublishedFolds;
import org.querent.core.data.catalog.PublishedFolds.Fold;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.metric.Accuracy;
import org.querent.simulator.metric.Evaluator;

class PublishedFoldsAccuracyTest {
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "ml-100k");

  /** MovieLens 100K may not be passed on, so it is not part of the sources. */
  @Test
  void the_published_folds_are_predicted_as_well_as_the_literature_does() {
    assumeTrue(
        Files.exists(FOLDER.resolve("u1.base")),
        () -> "unpack ml-100k.zip into " + FOLDER.toAbsolutePath().normalize());
    List<Accuracy> folds = new ArrayList<>();
    for (Fold fold : PublishedFolds.read(FOLDER)) {
      folds.add(accuracy(fold));
    }
    double rmse = folds.stream().mapToDouble(Accuracy::rmse).average().orElseThrow();
    double coverage = folds.stream().mapToDouble(Accuracy::coverage90).average().orElseThrow();
    assertTrue(rmse <= 0.905, "RMSE " + rmse);
    assertTrue(coverage >= 0.88 && coverage <= 0.92, "coverage " + coverage);
  }

  private static Accuracy accuracy(Fold fold) {
    Ratings train = fold.train();
    FactorizationMachine model =
        FactorizationMachine.ofPairs(
            train.userCount(),
            train.itemCount(),
            ModelSettings.DEFAULTS,
            TrainingSettings.DEFAULTS,
            new RandomStreams(1));
    for (int n = 0; n < train.size(); n++) {
      model.add(train.user(n), train.item(n), train.rating(n));
    }
    model.fit();
    return new Evaluator(fold.test()).evaluate(model.posterior());
  }
}
