package org.tipstaff.review;

import java.util.Optional;
import org.tipstaff.request.CaseReference;

/** What keeps an approved request from going on, told by the feature that works on it. */
public interface Hindrances {
    /** A sentence for people; empty where nothing is in the way. */
    Optional<String> of(CaseReference reference);
}
