/**
 * The engines that compute with ND4J's array operations, on the cores of this machine or on a
 * graphics card: the check of the cpu engine. Nothing here is for users: they ask {@link
 * org.querent.core.engine.Engine#of}.
 */
package org.querent.core.engine.nd4j;
