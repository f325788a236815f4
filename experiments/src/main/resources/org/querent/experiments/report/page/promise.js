"use strict";
// By how much errors fell against by how much they were expected to.
querent.promise = querent.points("promise", [
  "Strategy",
  "Seeds",
  "Promised",
  "Delivered",
  "Interval",
]);
