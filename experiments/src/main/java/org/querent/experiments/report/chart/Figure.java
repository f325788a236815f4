package org.querent.experiments.report.chart;

import java.util.List;

/** A figure as it is described, with no regard to where it is drawn. */
public sealed interface Figure permits LineChart, BarChart, HeatMaps, RankDiagram {
  /** What its files are called, without an extension. */
  String name();

  /** What it shows, in a line. */
  String title();

  /** What there is to know of it. */
  String subtitle();

  /** The titles of the strategies in it, in the order of its legend. */
  List<String> titles();

  /** What its lines, bars or panels are, for those who cannot see them. */
  String marks();
}
