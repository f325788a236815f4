/**
 * What is taken away from ratings before they are used: repeats, users who were not drawn, users
 * and items with few ratings. Pure functions from ratings to ratings; how they are read is not
 * known here.
 */
package org.querent.core.data.prepare;
