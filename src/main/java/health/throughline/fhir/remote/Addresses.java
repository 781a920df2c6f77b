package health.throughline.fhir.remote;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which addresses may be called: public ones, and those that the operator allows. */
final class Addresses {

    /** Networks that are not public, as prefix/length (IANA special-purpose address registries). */
    private static final List<Network> CLOSED = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .stream()
            .map(Network::of)
            .toList();

    /** A block of addresses. */
    private record Network(byte[] prefix, int length) {

        static Network of(String text) {
            int slash = text.indexOf('/');
            byte[] prefix = bytes(slash < 0 ? text : text.substring(0, slash));
            return new Network(prefix, slash < 0 ? prefix.length * 8 : Integer.parseInt(text.substring(slash + 1)));
        }

        private static byte[] bytes(String address) {
            try {
                return InetAddress.getByName(address).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("No address: " + address, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<String> hosts;
    private final List<Network> open;

    /** @param allow hosts, addresses and networks that may be called though they are not public */
    Addresses(List<String> allow) {
        this.hosts = allow.stream()
                .filter(one -> !isNumeric(one))
                .map(one -> one.toLowerCase(Locale.ROOT))
                .toList();
        this.open = allow.stream().filter(Addresses::isNumeric).map(Network::of).toList();
    }

    private static boolean isNumeric(String text) {
        return text.matches("[0-9.]+(/\\d+)?") || (text.contains(":") && text.matches("[0-9A-Fa-f:.]+(/\\d+)?"));
    }

    /**
     * The addresses of {@code host}, all of them allowed.
     *
     * @throws OutgoingRefused when there is none, or one that is not allowed
     */
    List<InetAddress> of(String host) {
        List<InetAddress> all = resolved(host);
        for (InetAddress address : all) {
            if (!allowed(host, address)) {
                throw new OutgoingRefused(
                        "The host is not at a public address; throughline.outgoing.allow can allow it.");
            }
        }
        return all;
    }

    private static List<InetAddress> resolved(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new OutgoingRefused("The host is not known.", e);
        }
    }

    private boolean allowed(String host, InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean named = hosts.contains(host.toLowerCase(Locale.ROOT));
        return named
                || open.stream().anyMatch(network -> network.holds(bytes))
                || CLOSED.stream().noneMatch(network -> network.holds(bytes));
    }

    /** Whether all of them are this machine. */
    static boolean loopback(List<InetAddress> addresses) {
        return addresses.stream()
                .allMatch(address -> address.isLoopbackAddress()
                        && (address instanceof Inet4Address || address.getAddress()[15] == 1));
    }
}
