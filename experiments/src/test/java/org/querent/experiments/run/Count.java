package org.querent.experiments.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Hears how far an experiment is, from many threads. */
class Count implements Progress {
  final AtomicLong asked = new AtomicLong();
  final List<String> completed = Collections.synchronizedList(new ArrayList<>());
  final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void asked(long queries) {
    asked.addAndGet(queries);
  }

  @Override
  public void completed(String run) {
    completed.add(run);
  }

  @Override
  public void noted(String message) {
    notes.add(message);
  }
}
