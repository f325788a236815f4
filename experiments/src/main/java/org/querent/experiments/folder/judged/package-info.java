/**
 * What other learners made of the runs of a folder, beside the runs and never part of them: read
 * from their logs, and found again as long as these are the same.
 */
package org.querent.experiments.folder.judged;
