package org.tipstaff.document.isolation;

import java.util.List;
import java.util.Optional;

/**
 * How a child process is cut off from what it does not need, beside its bounds.
 *
 * @param prefix the command line that the child's own follows; the last of these programs becomes the child, so that its
 *     process is the one that was started
 * @param network whether it lies in a network namespace of its own, in which there is nothing
 * @param privileges whether it, and what it starts, can never gain privileges
 * @param problem why something of it could not be had
 */
public record Isolation(List<String> prefix, boolean network, boolean privileges, Optional<String> problem) {
    public static final Isolation NONE = new Isolation(List.of(), false, false, Optional.empty());

    public Isolation {
        prefix = List.copyOf(prefix);
    }
}
