package org.tipstaff.document.isolation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A program that tries to reach a port of this machine: ends with 0 where it did and with 3 where nothing could be reached. */
final class KnocksAtThePort {
    private KnocksAtThePort() {}

    public static void main(String[] arguments) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 5_000);
        } catch (IOException e) {
            System.exit(3);
        }
    }
}
