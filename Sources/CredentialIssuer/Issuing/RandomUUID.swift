import Cryptography

/// Makes identifiers that nobody else makes.
///
/// Source: RFC 9562, section 5.4 (version 4), and section 4 for the text.
enum RandomUUID {
    /// A new `urn:uuid:`.
    static func urn() throws(IssuerError) -> String {
        do throws(CryptographyError) {
            return "urn:uuid:" + text(of: try SecureRandom.bytes(16))
        } catch {
            throw IssuerError(.cryptographyFailed, error)
        }
    }

    /// The text of a UUID with these random bytes, of which it marks the version and the variant.
    static func text(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let marked = index == 6 ? byte & 0x0F | 0x40 : index == 8 ? byte & 0x3F | 0x80 : byte
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += [digits[Int(marked >> 4)], digits[Int(marked & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
