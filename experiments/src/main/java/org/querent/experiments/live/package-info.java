/**
 * A report that fills while its experiment is played.
 *
 * <p>One thread looks at the run folder, which others write, and makes the page; a server on the
 * loopback address hands out what it made last, and maps nothing of the file system. How a folder
 * is read is in {@code folder}, how the page looks in {@code report}.
 */
package org.querent.experiments.live;
