public import Cryptography

/// What opens a backup when the passphrase is forgotten: 160 random bits, printed once and kept on paper.
///
/// Eight groups, each of four characters of Crockford's base32 and a fifth that checks them, so that a typing mistake is
/// told by its group. The check is a sum over GF(32) with another weight for each place: it notices every character that
/// is wrong, every two that changed places, and two groups that did.
public struct RecoveryCode: Sendable {
    /// How many bits are random.
    public static let bitCount = 160

    /// How many groups there are.
    public static let groupCount = 8

    private static let dataPerGroup = 4
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    let secret: SecretBytes

    /// Makes a new code.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    public static func generate() throws(WalletError) -> RecoveryCode {
        RecoveryCode(
            secret: try WalletError.ofCryptography { () throws(CryptographyError) in
                try SecretBytes.random(count: bitCount / 8)
            })
    }

    private init(secret: SecretBytes) { self.secret = secret }

    /// The code as it is printed: `K7QX2-…`, eight groups.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    public func printed() throws(WalletError) -> SecretBytes {
        let size = Self.dataPerGroup + 1
        var digits = [UInt8](repeating: 0, count: Self.groupCount * Self.dataPerGroup)
        // Never longer than now: an array that grows leaves behind what it was.
        var text = [UInt8](repeating: UInt8(ascii: "-"), count: Self.groupCount * (size + 1) - 1)
        secret.withSpan { span in
            for place in digits.indices { digits[place] = Self.digit(place, of: span) }
        }
        for group in 0..<Self.groupCount {
            let data = group * Self.dataPerGroup..<(group + 1) * Self.dataPerGroup
            for (place, index) in data.enumerated() {
                text[group * (size + 1) + place] = Self.alphabet[Int(digits[index])]
            }
            text[group * (size + 1) + size - 1] = Self.alphabet[Int(Self.check(digits[data], group))]
        }
        return try WalletError.ofCryptography { () throws(CryptographyError) in
            _ = try SecretBytes(overwriting: &digits)
            return try SecretBytes(overwriting: &text)
        }
    }

    /// Reads a code as a person types it: letters of any case, blanks and hyphens anywhere, O for 0, I and L for 1.
    ///
    /// - Throws: ``WalletError`` with code `recoveryCodeMistyped`, with the groups that cannot be right; or `failed`.
    public init(typed: SecretBytes) throws(WalletError) {
        var digits: [UInt8] = []
        digits.reserveCapacity(typed.count)
        defer { _ = try? SecretBytes(overwriting: &digits) }
        typed.withSpan { span in
            for index in span.indices { if let digit = Self.digit(typedAs: span[index]) { digits.append(digit) } }
        }
        let size = Self.dataPerGroup + 1
        guard digits.count == Self.groupCount * size else {
            throw WalletError(
                .recoveryCodeMistyped,
                "expected a recovery code of \(Self.groupCount) groups of \(size) characters, found \(digits.count) "
                    + "characters")
        }
        let wrong = (0..<Self.groupCount).filter { group in
            let part = digits[group * size..<(group + 1) * size]
            return part.contains { $0 > 31 } || part.last != Self.check(part.dropLast(), group)
        }
        guard wrong.isEmpty else {
            var error = WalletError(
                .recoveryCodeMistyped, "expected a recovery code, found a typing mistake in a group of it")
            error.groups = wrong.map { $0 + 1 }
            throw error
        }
        var bytes = [UInt8](repeating: 0, count: Self.bitCount / 8)
        for group in 0..<Self.groupCount {
            for place in 0..<Self.dataPerGroup {
                let bit = (group * Self.dataPerGroup + place) * 5
                let value = UInt16(digits[group * size + place]) << UInt16(11 - bit % 8)
                bytes[bit / 8] |= UInt8(value >> 8)
                if bit / 8 + 1 < bytes.count { bytes[bit / 8 + 1] |= UInt8(value & 0xFF) }
            }
        }
        secret = try WalletError.ofCryptography { () throws(CryptographyError) in
            try SecretBytes(overwriting: &bytes)
        }
    }

    /// Whether what was typed has the form of a code, mistakes in it or not; a passphrase of this form there is not.
    public static func looksLikeOne(_ typed: SecretBytes) -> Bool {
        typed.withSpan { span in
            let digits = span.indices.compactMap { digit(typedAs: span[$0]) }
            return digits.count == groupCount * (dataPerGroup + 1) && digits.count { $0 > 31 } <= 2
        }
    }

    /// Five bits of the code.
    private static func digit(_ place: Int, of bytes: Span<UInt8>) -> UInt8 {
        let bit = place * 5
        let low = bit / 8 + 1 < bytes.count ? UInt16(bytes[bit / 8 + 1]) : 0
        return UInt8((UInt16(bytes[bit / 8]) << 8 | low) >> UInt16(11 - bit % 8) & 31)
    }

    /// The value of a character; 255 for one that is in no code, `nil` for what stands between the groups.
    private static func digit(typedAs byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            return nil
        default: break
        }
        let isLower = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        let upper = isLower ? byte - 0x20 : byte
        switch upper {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: upper).map { UInt8($0) } ?? 255
        }
    }

    /// The check of a group: its characters weighted with powers of a generator, and the place of the group.
    private static func check(_ data: ArraySlice<UInt8>, _ group: Int) -> UInt8 {
        var sum = UInt8(group + 1)
        var weight: UInt8 = 1
        for digit in data {
            weight = product(weight, 2)
            sum ^= product(weight, digit)
        }
        return sum
    }

    /// The product in GF(32) with x^5 + x^2 + 1.
    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (sum, left, right) = (0 as UInt8, left & 31, right & 31)
        while right > 0 {
            if right & 1 == 1 { sum ^= left }
            left <<= 1
            if left & 32 != 0 { left ^= 0b100101 }
            right >>= 1
        }
        return sum
    }
}

extension RecoveryCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says only that there is a code.
    public var description: String { "recovery code (hidden)" }

    /// Says only that there is a code.
    public var debugDescription: String { description }

    /// A mirror without children, so that dumping shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
