/**
 * Locks on folders, on single runs within them, and on files that are being made.
 *
 * <p>They keep processes apart, on one machine or on several that share a disk, and go with the
 * process that holds them. What the folders hold is not known here.
 */
package org.querent.experiments.lock;
