package org.tipstaff.pdf;

/** A name and what belongs to it; one row of a list of facts. */
public record Fact(String name, String value) {}
