package org.tipstaff.web;

import io.vertx.core.VertxException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.SocketException;

/**
 * Whoever sent a request went away before its end: the network failed, a program was stopped, a tab was closed. That is no
 * fault of the portal, and there is nobody to be told. What was under way is rolled back like any other failure.
 */
final class ClientGone {
    private static final int DEEPEST = 20;

    private ClientGone() {}

    /**
     * Whether that is why something failed: the connection is gone, and reading from it or writing to it failed. One that
     * is reset fails amid the body before it is known to be gone; whatever else fails then is no failure of a socket.
     */
    static boolean in(Throwable failure, RoutingContext routing) {
        boolean gone = routing.response().closed();
        boolean amidBody = !routing.request().isEnded();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (gone && (cause instanceof IOException || cause instanceof VertxException)
                    || amidBody && cause instanceof SocketException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
