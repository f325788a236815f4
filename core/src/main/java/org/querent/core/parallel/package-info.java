/** Threads that share the rows of a pass, with results that do not depend on how many there are. */
package org.querent.core.parallel;
