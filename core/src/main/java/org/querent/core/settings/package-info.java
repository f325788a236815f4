/**
 * How a record of settings describes itself to the people who write experiments.
 *
 * <p>The annotation here carries meaning and range of a setting next to its declaration, for the
 * built-in strategies and models as for a plug-in's. Reading YAML and reporting errors is not done
 * here.
 */
package org.querent.core.settings;
