"use strict";
// The reliability diagram: how large errors were against how large they were expected to be.
querent.calibration = querent.points("calibration", [
  "Strategy",
  "Predictions",
  "Expected error",
  "Actual / expected",
  "Interval",
]);
