public import Cryptography

/// Where a key in a device is: a PKCS #11 URI such as `pkcs11:token=school;object=issue?module-path=/usr/lib/driver.so`.
///
/// Of what such an address can say, the label of the token, that of the key, and the driver are read. One with a PIN is
/// refused, and so is one that says what is not read here, because it may mean another key.
///
/// Source: RFC 7512, sections 2.3 and 2.4.
public struct HardwareKeyAddress: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with an address.
    public enum Problem: String, Error, Sendable, CaseIterable {
        /// It does not begin with `pkcs11:`.
        case scheme
        /// A part is not written as the standard has it, or stands there twice.
        case syntax
        /// It names no token.
        case noToken
        /// It names no key.
        case noKey
        /// It has a PIN, which everybody would see.
        case pin
        /// It says something that is not read here.
        case unknownPart
        /// It says that the object is no private key.
        case otherType
        /// The driver is not named by its whole path.
        case driver
    }

    /// The label of the token.
    public let token: String
    /// The label of the key pair in the token.
    public let key: String
    /// The file of the driver, from `/` on; `nil` where the address does not say it.
    public let driver: String?

    /// Names a key in a device.
    public init(token: String, key: String, driver: String?) {
        self.token = token
        self.key = key
        self.driver = driver
    }

    /// How an address begins.
    public static let scheme = "pkcs11:"

    /// Reads an address.
    public init(parsing text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: Self.scheme.utf8) else { throw .scheme }
        let parts = bytes.dropFirst(Self.scheme.utf8.count)
            .split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let path = try Self.attributes(parts.first ?? [], separator: UInt8(ascii: ";"))
        let query = try Self.attributes(parts.count > 1 ? parts[1] : [], separator: UInt8(ascii: "&"))
        guard query["pin-value"] == nil, query["pin-source"] == nil else { throw .pin }
        guard path.keys.allSatisfy({ ["token", "object", "type"].contains($0) }),
            query.keys.allSatisfy({ $0 == "module-path" })
        else { throw .unknownPart }
        guard path["type"] ?? "private" == "private" else { throw .otherType }
        guard let token = path["token"], !token.isEmpty else { throw .noToken }
        guard let key = path["object"], !key.isEmpty else { throw .noKey }
        if let driver = query["module-path"], driver.utf8.first != UInt8(ascii: "/") { throw .driver }
        self.init(token: token, key: key, driver: query["module-path"])
    }

    /// The address in the one way in which this software writes it.
    public var description: String {
        let query = driver.map { "?module-path=" + Self.escaped($0, besides: "/") } ?? ""
        return Self.scheme + "token=" + Self.escaped(token) + ";object=" + Self.escaped(key)
            + query
    }

    private static func attributes(
        _ bytes: ArraySlice<UInt8>, separator: UInt8
    ) throws(Problem) -> [String: String] {
        var attributes: [String: String] = [:]
        for part in bytes.split(separator: separator) {
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let value = unescaped(halves[1]) else { throw .syntax }
            let name = String(decoding: halves[0], as: UTF8.self)
            guard attributes.updateValue(value, forKey: name) == nil else { throw .syntax }
        }
        return attributes
    }

    /// A value without `%` and two digits for a byte; `nil` where it is none, or is no text.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                guard byte > 0x20, byte < 0x7F else { return nil }
                result.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            result.append(high << 4 | low)
        }
        guard let text = String(validating: result, as: UTF8.self), !result.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { return nil }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// A value in which everything is escaped that is neither unreserved nor allowed in every attribute.
    private static func escaped(_ text: String, besides allowed: String = "") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-._~:[]@!$'()*+,=".utf8.contains(byte) || allowed.utf8.contains(byte)
                }
            result += isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension HardwareKeyAddress {
    /// The token.
    ///
    /// - Parameter driver: The file of the driver in the place of the one in the address: it can stand elsewhere on another
    ///   machine.
    /// - Throws: ``HardwareKeyError`` with code `driverUnusable` where neither names one.
    public func hardwareToken(driver other: String? = nil) throws(HardwareKeyError) -> HardwareToken {
        guard let driver = other ?? driver else {
            throw HardwareKeyError(.driverUnusable, "expected the PKCS#11 driver of the device, found none named")
        }
        return HardwareToken(driver: driver, label: token)
    }
}

extension HardwareToken {
    /// The public part of a key pair in the token; `nil` where there is none with the label.
    public func publicKey(_ label: String, pin: SecretBytes) throws(HardwareKeyError) -> Ed25519PublicKey? {
        do throws(HardwareKeyError) {
            return try HardwareSigner(key: label, in: self, pin: pin).publicKey
        } catch {
            guard error.code == .keyMissing else { throw error }
            return nil
        }
    }
}
