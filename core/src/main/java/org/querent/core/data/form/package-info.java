/**
 * The forms of rating files: MovieLens in all of its formats, and tables with columns that a
 * mapping names. Everything that is wrong with a line is told with its number.
 */
package org.querent.core.data.form;
