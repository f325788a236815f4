/** Compares engines on a machine: whether they compute the same, and how long each takes. */
@NullMarked
package org.querent.core.check;

import org.jspecify.annotations.NullMarked;
