import Cryptography
import Encodings

/// One numbered part of a document, as a QR code carries it.
///
/// As text: `TESTAMUR1:3/5:DDDDDDDDDDDDDDDD:CCCCCCCC:BODY`, all of it in the characters of the alphanumeric mode.
/// `TESTAMUR` and the version; which part of how many; the first eight bytes of the SHA-256 of the whole document, in
/// hexadecimal; the first four bytes of the SHA-256 of this part as text without that field and its colon; and a piece of
/// the compressed document in base45.
struct QRPart: Hashable, Sendable {
    /// The version that is written, and the only one that is read.
    static let version = 1
    static let name = "TESTAMUR"
    /// Two digits, so that the length of a header has a bound.
    static let countLimit = 99
    static let digestByteCount = 8
    static let checkByteCount = 4
    /// The longest header: with two digits for the number and for the count.
    static let longestHeader = name.utf8.count + 1 + 1 + 5 + 1 + 2 * digestByteCount + 1 + 2 * checkByteCount + 1

    /// Which part it is, from 1.
    let number: Int
    /// How many there are.
    let count: Int
    /// The beginning of the digest of the whole document, in hexadecimal.
    let digest: String
    /// The piece of the compressed document.
    let content: [UInt8]

    /// The header up to the digest, with the colon behind it.
    private var head: String { "\(Self.name)\(Self.version):\(number)/\(count):\(digest):" }

    /// The part as text.
    ///
    /// - Throws: ``CarrierError`` with code `libraryFailure`.
    func text() throws(CarrierError) -> String {
        let body = Base45.encode(content)
        return head + (try Self.check(head, Array(body.utf8))) + ":" + body
    }

    /// Whether a body is the one for which the part was given this check.
    ///
    /// - Throws: ``CarrierError`` with code `libraryFailure`.
    func isChecked(by check: String, _ body: [UInt8]) throws(CarrierError) -> Bool {
        try Self.check(head, body) == check
    }

    private static func check(_ head: String, _ body: [UInt8]) throws(CarrierError) -> String {
        try hash(Array(head.utf8) + body, byteCount: checkByteCount)
    }

    /// The beginning of a digest, in the hexadecimal digits that a QR code packs tightest.
    static func hash(_ bytes: [UInt8], byteCount: Int) throws(CarrierError) -> String {
        let hash: [UInt8]
        do throws(CryptographyError) {
            hash = try SHA256.hash(bytes)
        } catch {
            throw CarrierError(.libraryFailure, "the cryptographic library could not hash")
        }
        let digits = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: hash.prefix(byteCount).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
