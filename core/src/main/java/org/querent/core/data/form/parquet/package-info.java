/**
 * Files of Apache Parquet as columns of texts. What describes a file is read by Apache's own
 * parquet-format-structures; pages are decoded here, value by value, for the readers that there are
 * take the lengths in a file on trust, and a damaged one would fill the memory.
 */
package org.querent.core.data.form.parquet;
