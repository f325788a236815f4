/**
 * What a model is and how it is trained, as records and enums: the settings that an experiment
 * says. Nothing is computed here.
 */
package org.querent.core.spec;
