/**
 * Downloads published archives: with resume, checks, and nothing half done under its final name. It
 * knows no data set and reads no archive.
 */
package org.querent.experiments.download;
