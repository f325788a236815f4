package org.querent.strategies;

/** The parameters of a strategy that has none. */
public record NoParameters() {}
