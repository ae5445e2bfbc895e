package org.tipstaff.web.limits;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is counted together. The batches of the log's writers are not counted: they are bulk work by machines, bounded by
 * their size. Nor is the provider's word that a session ended ({@code /sign-in/backchannel}): a session that outlives its
 * end is worse than any number of such calls, which are judged without asking anybody.
 */
enum Quota {
    LOOK_UP("look-ups", "(GET|HEAD|POST) (/verify|/api/v1/verify/[^/]*|/transparency(/.*)?)"),
    SIGN_IN("sign-ins", "(GET|HEAD|POST) /sign-in(/(?!backchannel$).*)?"),
    FILING("filings", "POST (/api/v1/requests|/requests/new|/requests/new/[^/]+/(document|check))");

    private final String policy;
    private final Pattern requests;

    Quota(String policy, String requests) {
        this.policy = policy;
        this.requests = Pattern.compile(requests);
    }

    /** Name of the policy in the header fields. */
    String policy() {
        return policy;
    }

    /** How many requests of one caller there may be in a window. */
    int most(LimitsConfig config) {
        return switch (this) {
            case LOOK_UP -> config.lookUps();
            case SIGN_IN -> config.signIns();
            case FILING -> config.filings();
        };
    }

    /** Whether an account counts for itself, wherever it comes from. Before the sign-in there is no account. */
    boolean byAccount() {
        return this != SIGN_IN;
    }

    /**
     * @param path normalized, without the query
     * @return nothing where nothing is counted
     */
    static Optional<Quota> of(HttpMethod method, String path) {
        String request = method.name() + " " + path;
        return Arrays.stream(values())
                .filter(quota -> quota.requests.matcher(request).matches())
                .findFirst();
    }
}
