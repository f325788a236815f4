/**
 * What a file of ratings is, found out from the file, and the settings that read it; or what else
 * it is. A file is read once, as it is for an experiment, and looked at for what it seems to mean:
 * the guesses are for a person to check.
 */
package org.querent.core.data.inspect;
