import Glibc

/// The number of a machine in a network, of version 4 (4 bytes) or 6 (16 bytes) of the Internet Protocol.
public struct NetworkAddress: Sendable, Hashable {
    /// The number, the most significant byte first: 4 or 16 bytes.
    public let bytes: [UInt8]

    /// Takes a number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads a number of version 4 in its usual form: four decimal numbers without zeros before them.
    public init?(version4 text: String) {
        var bytes: [UInt8] = []
        for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }),
                part.count == 1 || part.first != UInt8(ascii: "0"),
                let byte = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            bytes.append(byte)
        }
        guard bytes.count == 4 else { return nil }
        self.bytes = bytes
    }

    /// Reads a number of version 6 in any form of RFC 4291, section 2.2, without a zone.
    public init?(version6 text: String) {
        var address = in6_addr()
        guard !text.utf8.contains(0), unsafe inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        bytes = unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
    }
}

extension NetworkAddress {
    /// Who can have an address.
    public enum Reach: Sendable {
        /// A server on the internet.
        case global
        /// This machine, or one in the same private network.
        case local
        /// Nobody: it stands for no machine, for several, or for an example in a book.
        case nobody
    }

    /// Who can have this address.
    ///
    /// Source: the IANA registries of special-purpose addresses (RFC 6890), as of 2026. Of version 6 only what is given
    /// out (2000::/3) is global; an address in which one of version 4 is packed is what that one is.
    public var reach: Reach { bytes.count == 4 ? Self.reach(version4: bytes) : Self.reach(version6: bytes) }

    private static func reach(version4 bytes: [UInt8]) -> Reach {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _): .local
        // This network, protocol assignments, examples, the old 6to4 relays, benchmarks, several, reserved.
        case (0, _, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113),
            (224..., _, _):
            .nobody
        default: .global
        }
    }

    private static func reach(version6 bytes: [UInt8]) -> Reach {
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        // The well-known prefix of translators, RFC 6052, section 2.1.
        let isTranslated = bytes.prefix(12).elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        if isMapped || isTranslated { return reach(version4: Array(bytes.suffix(4))) }
        if bytes.prefix(15).allSatisfy({ $0 == 0 }) { return bytes[15] == 1 ? .local : .nobody }
        // Unique local addresses, and those of one link.
        if bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80) { return .local }
        guard bytes[0] & 0xE0 == 0x20 else { return .nobody }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        // Protocol assignments (among them Teredo), examples, 6to4, which packs an address of version 4.
        case (0x20, 0x01, 0x00...0x01, _), (0x20, 0x01, 0x0D, 0xB8), (0x20, 0x02, _, _), (0x3F, 0xFF, 0x00...0x0F, _):
            return .nobody
        default: return .global
        }
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// The number as people write it.
    public var description: String {
        var text = [CChar](repeating: 0, count: 64)
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        let isWritten = unsafe bytes.withUnsafeBytes { number in
            unsafe inet_ntop(family, number.baseAddress, &text, socklen_t(text.count)) != nil
        }
        guard isWritten else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
