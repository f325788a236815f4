package org.querent.experiments.spark;

import java.util.Arrays;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.querent.experiments.RunningBuild;

/** The master or a worker of a cluster of Spark, of Querent's own classes. */
public final class SparkDaemon {
  private SparkDaemon() {}

  /** Takes {@code spark-master} or {@code spark-worker} and its options; returns when it ends. */
  public static void main(String[] args) {
    String[] options = Arrays.copyOfRange(args, 1, args.length);
    // A worker's executors run from the same build while it lives.
    RunningBuild.hold();
    if (args[0].equals("spark-master")) {
      Master.main(options);
    } else {
      Worker.main(options);
    }
  }
}
