/**
 * Data sets by name: the one that is embedded in Querent, those that are published, with their
 * folds and the checksums of their archives.
 */
package org.querent.core.data.catalog;
