package org.tipstaff.web.limits;

import io.netty.util.NetUtil;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.tipstaff.web.EdgeAnswer;
import org.tipstaff.web.Problem;

/**
 * Turns away who asks too often, before a body is read. An account counts for itself, wherever it comes from; whoever is
 * not signed in counts by address. The address is the one that Quarkus gives: the connection's, or what a proxy says
 * where {@code quarkus.http.proxy} trusts it.
 */
@ApplicationScoped
public class RateLimitFilter {
    /** Behind the authentication (200), which by then knows whom to ask who calls, and before the limit of bodies. */
    private static final int AFTER_AUTHENTICATION = 50;

    /** Of an IPv6 address: what a provider gives to one household or office is no smaller (RFC 6177). */
    private static final int NETWORK_BYTES = 8;

    private final RateLimits limits;
    private final EdgeAnswer answer;
    private final IdentityProviderManager identities;

    public RateLimitFilter(RateLimits limits, EdgeAnswer answer, IdentityProviderManager identities) {
        this.limits = limits;
        this.answer = answer;
        this.identities = identities;
    }

    void register(@Observes Filters filters) {
        if (limits.enabled()) {
            filters.register(this::check, AFTER_AUTHENTICATION);
        }
    }

    private void check(RoutingContext routing) {
        Optional<Quota> quota = Quota.of(routing.request().method(), routing.normalizedPath());
        if (quota.isEmpty()) {
            routing.next();
            return;
        }
        caller(quota.get(), routing)
                .subscribe()
                .with(caller -> count(limits.take(quota.get(), caller), routing), routing::fail);
    }

    /** A session that has ended and a token that is none are nobody's; the resource says what that means. */
    private Uni<String> caller(Quota quota, RoutingContext routing) {
        String address = "address " + network(routing.request().remoteAddress());
        if (!quota.byAccount()) {
            return Uni.createFrom().item(address);
        }
        // Whoever asks first who calls has Quarkus answer a failure at once, without words: here nobody answers yet.
        Object answering = routing.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        BiConsumer<RoutingContext, Throwable> nothing = (call, failure) -> {};
        routing.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, nothing);
        Uni<SecurityIdentity> identity = QuarkusHttpUser.getSecurityIdentity(routing, identities);
        return identity.map(who -> who.isAnonymous()
                        ? address
                        : "account " + who.getPrincipal().getName())
                .onFailure()
                .recoverWithItem(address)
                .invoke(() -> routing.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, answering));
    }

    private void count(RateLimits.Left left, RoutingContext routing) {
        HttpServerResponse response = routing.response();
        response.putHeader("RateLimit-Policy", left.policyField()).putHeader("RateLimit", left.limitField());
        if (left.allowed()) {
            routing.next();
        } else {
            answer.refuse(
                    routing,
                    Problem.tooMany(
                            "More requests came from you than the portal takes in "
                                    + left.window().toSeconds() + " seconds. Nothing was done.",
                            Duration.ofSeconds(left.next())));
        }
    }

    /** An IPv4 address, or the network of an IPv6 address, whose owner has any number of addresses. */
    static String network(SocketAddress from) {
        String written = from.hostAddress() == null ? String.valueOf(from.host()) : from.hostAddress();
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(written);
        if (bytes == null) {
            return written;
        }
        try {
            // An IPv4 address that is written as an IPv6 one becomes what it is.
            byte[] address = InetAddress.getByAddress(bytes).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(address, Math.min(address.length, NETWORK_BYTES)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}
