package org.tipstaff;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that lay siege to the portal: processes killed, rings and brokers away, other versions of PostgreSQL, long races.
 * They run with {@code -Pchecked,siege} and in {@code .ci/run}; a plain {@code ./mvnw verify} leaves them out, so that it
 * is quick enough to be run.
 */
@Tag(Siege.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Siege {
    String TAG = "siege";
}
