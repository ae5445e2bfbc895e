package org.tipstaff.sealing;

/**
 * All keys lie under the present master key now; the other one opens nothing any more.
 *
 * @param number how many were sealed anew
 */
public record KeysResealed(int number) {}
