package dev.consent4j.servlet.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The part of an address that a household or office shares: /24 of IPv4, /56 of IPv6. */
final class AddressPrefix {

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 7;
    private static final byte[] UNKNOWN = {};

    private AddressPrefix() {}

    /**
     * The prefix of an address as text; never looks a name up.
     *
     * @param address what the container says, null or anything
     * @return its first bytes, none if it is no address
     */
    static byte[] of(String address) {
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        int zone = bare.indexOf('%');
        String literal = zone < 0 ? bare : bare.substring(0, zone);
        boolean numeric = !literal.isEmpty()
                && literal.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
        boolean ipv6 = literal.indexOf(':') >= 0;
        boolean ipv4 = !ipv6 && literal.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        if (!numeric || !ipv6 && !ipv4) {
            return UNKNOWN;
        }
        try {
            InetAddress parsed = InetAddress.getByName(literal);
            return Arrays.copyOf(parsed.getAddress(), parsed instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES);
        } catch (UnknownHostException noAddress) {
            return UNKNOWN;
        }
    }
}
