/**
 * The forms of rating files: MovieLens in all of its formats, tables with columns that a mapping
 * names, JSON, matrices, libFM, Netflix and Parquet, however packed and encoded. Everything that is
 * wrong with a line is told with its number and with the setting that helps.
 */
package org.querent.core.data.form;
