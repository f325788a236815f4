package org.querent.experiments.service;

/**
 * Where a service is, and how much it takes at most.
 *
 * @param host the address that it listens on
 * @param port at which; 0 for any that is free
 * @param models how many people are asked at a time; each takes the memory of a whole model
 * @param refitEvery after how many answers they are taken into the model; 0 for never
 * @param mostSessions how many there may be
 * @param requestsPerSecond of one session, on average
 * @param sessionsPerSecond that are begun, on average
 * @param warmUp how many interviews are held with nobody, before the first with somebody
 */
public record ServiceSettings(
    String host,
    int port,
    int models,
    int refitEvery,
    int mostSessions,
    double requestsPerSecond,
    double sessionsPerSecond,
    int warmUp) {
  /** This machine only, two at a time. */
  public static final ServiceSettings DEFAULTS =
      new ServiceSettings("127.0.0.1", 0, 2, 0, 100_000, 20, 20, 40);

  /** These with another place. */
  public ServiceSettings at(String newHost, int newPort) {
    return with(newHost, newPort, models, refitEvery, warmUp);
  }

  /** These with so many models. */
  public ServiceSettings withModels(int newModels) {
    return with(host, port, newModels, refitEvery, warmUp);
  }

  /** These with a model that takes the answers in after every so many. */
  public ServiceSettings withRefitEvery(int newEvery) {
    return with(host, port, models, newEvery, warmUp);
  }

  /** These with so many interviews before the first. */
  public ServiceSettings withWarmUp(int newWarmUp) {
    return with(host, port, models, refitEvery, newWarmUp);
  }

  private ServiceSettings with(
      String newHost, int newPort, int newModels, int newEvery, int newWarmUp) {
    return new ServiceSettings(
        newHost,
        newPort,
        newModels,
        newEvery,
        mostSessions,
        requestsPerSecond,
        sessionsPerSecond,
        newWarmUp);
  }
}
