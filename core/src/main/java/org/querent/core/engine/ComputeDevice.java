package org.querent.core.engine;

/**
 * A device that an engine finds on this machine.
 *
 * @param name its own, with its driver and what sort of device it is, in one line
 * @param isCard whether it is a graphics card
 * @param bytes its memory
 * @param suits whether the engine can compute on it; else it has no double precision, or is not at
 *     hand
 * @param isTaken whether the engine takes it, the best of those that suit
 */
public record ComputeDevice(
    String name, boolean isCard, long bytes, boolean suits, boolean isTaken) {}
