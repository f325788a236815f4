/**
 * The same questions for everybody: which items are on the list, what the answers are worth to
 * users who were held out, and the list as a table, CSV, JSON and a page to print.
 */
package org.querent.experiments.questionnaire;
