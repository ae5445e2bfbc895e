package org.tipstaff.request;

/** Fired in the transaction of a move, so that other features can join it with what follows from it. */
public record RequestMoved(Request request, Moved moved) {}
