//! Which addresses webhooks may be sent to. A URL that an operator enters must not make the server talk to its
//! own network: loopback, private ranges, cloud metadata services.
//!
//! The check that counts is made on the addresses that a connection is about to be opened to, inside the HTTP
//! client's resolver, so a name that changes its answer between two look-ups gains nothing. Addresses written
//! into the URL never reach a resolver and are checked before the request. Redirects are not followed.
//!
//! Ranges: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates).

use reqwest::Url;
use std::{
    error::Error as StdError,
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};
use url::Host;

/// How far webhooks reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Addresses on the public internet, by HTTPS.
    Public,
    /// Any address, also by plain HTTP: for development, where the receiver listens on this machine.
    Anywhere,
}

/// The name resolves to an address that webhooks don't reach.
#[derive(Debug)]
pub struct PrivateAddress;

impl fmt::Display for PrivateAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address is not on the public internet")
    }
}

impl StdError for PrivateAddress {}

impl Reach {
    pub fn allows(self, address: IpAddr) -> bool {
        self == Self::Anywhere || is_public(address)
    }

    /// Checks what the URL itself tells, before any look-up.
    pub fn allows_host_of(self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(address)) => self.allows(address.into()),
            Some(Host::Ipv6(address)) => self.allows(address.into()),
            Some(Host::Domain(name)) => self == Self::Anywhere || !is_local_name(name),
            None => false,
        }
    }
}

/// Names that by definition stay on the machine or in its network (RFC 6761, RFC 6762).
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    ["localhost", "local", "internal", "home.arpa"]
        .iter()
        .any(|local| name == *local || name.ends_with(&format!(".{local}")))
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded_v4(address) {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0                                      // this network
        || a == 10                                            // private
        || a == 127                                           // loopback
        || (a == 100 && (64..=127).contains(&b))              // shared by carriers (CGNAT)
        || (a == 169 && b == 254)                             // link-local, cloud metadata
        || (a == 172 && (16..=31).contains(&b))               // private
        || (a == 192 && b == 0 && (c == 0 || c == 2))         // protocol assignments, documentation
        || (a == 192 && b == 88 && c == 99)                   // 6to4 relays
        || (a == 192 && b == 168)                             // private
        || (a == 198 && (b == 18 || b == 19))                 // benchmarks
        || (a == 198 && b == 51 && c == 100)                  // documentation
        || (a == 203 && b == 0 && c == 113)                   // documentation
        || a >= 224; // multicast, reserved, broadcast
    !special
}

/// Only `2000::/3` is handed out for the internet; of that, tunnels and documentation don't count.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let global = a & 0xe000 == 0x2000;
    let special = match a {
        // Protocol assignments, Teredo, benchmarks; documentation.
        0x2001 => b < 0x0200 || b == 0x0db8,
        // 6to4.
        0x2002 => true,
        // Documentation.
        0x3fff => b < 0x1000,
        _ => false,
    };
    global && !special
}

/// The IPv4 address that a mapped, compatible or translated (NAT64) address stands for.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let [.., high, low] = segments;
    let mapped = segments[..5] == [0; 5] && (segments[5] == 0xffff || segments[5] == 0);
    let translated = segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    let [a, b] = high.to_be_bytes();
    let [c, d] = low.to_be_bytes();
    (mapped || translated).then(|| Ipv4Addr::new(a, b, c, d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(url: &str) -> bool {
        Reach::Public.allows_host_of(&url.parse().unwrap())
    }

    #[test]
    fn addresses_of_the_internet_are_reached() {
        for address in ["1.1.1.1", "100.63.0.1", "172.32.0.1", "223.5.5.5", "2606:4700::1111"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn no_special_range_is_reached() {
        let special = [
            "0.0.0.0",
            "10.0.0.1",
            "127.0.0.1",
            "127.255.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
        ];
        for address in special {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn an_address_in_the_url_is_recognised_however_it_is_written() {
        for host in
            ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]"]
        {
            assert!(!allowed(&format!("https://{host}/hook")), "{host}");
        }
        for host in ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "vault.internal"] {
            assert!(!allowed(&format!("https://{host}/hook")), "{host}");
        }
        assert!(allowed("https://hooks.example.cn/a") && allowed("https://1.1.1.1/"));
        assert!(Reach::Anywhere.allows_host_of(&"http://127.0.0.1:9000/".parse().unwrap()));
    }
}
