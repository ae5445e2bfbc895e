package org.tipstaff.web;

/**
 * A path that takes longer bodies than {@code quarkus.http.limits.max-body-size}, because its resource reads them as a
 * stream. A bean that implements it is all that {@link TooLarge} needs; where no length was stated, the resource MUST count.
 */
public interface LargeBody {
    /** For example {@code /api/v1/log/records}. */
    String path();

    /** In bytes. */
    long most();

    /** What a caller is told who sends more. */
    String advice();
}
