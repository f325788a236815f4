package org.querent.core.data.form;

/**
 * A column of a table.
 *
 * @param place where it is, from 0
 * @param label what messages call it
 */
record TableColumn(int place, String label) {}
