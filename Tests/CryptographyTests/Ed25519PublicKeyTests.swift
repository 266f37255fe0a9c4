import Cryptography
import TestSupport
import Testing

@Suite("Ed25519 public keys")
struct Ed25519PublicKeyTests {
    /// The 14 encodings of the 8 points of small order, as published by C2SP/CCTV.
    private static let smallOrder = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ]

    /// The order L of the group, little-endian.
    private static let groupOrder = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"

    private func signedMessage() throws -> (key: Ed25519PublicKey, signature: [UInt8], message: [UInt8]) {
        let key = try RFC8032Key.load()
        let message = Array("Bachelor of Science".utf8)
        return (key.publicKey, try key.sign(.arbitraryBytesUnsafe(message)), message)
    }

    @Test("refuses each of the 14 encodings of points of small order by that name", arguments: smallOrder)
    func refusesSmallOrder(_ encoding: String) throws {
        let weak = try #require(bytes(fromHexadecimal: encoding))
        #expect(throws: CryptographyError(.keySmallOrder, "")) { try Ed25519PublicKey(bytes: weak) }
    }

    @Test("takes no neighbour of a small-order encoding for one", arguments: smallOrder)
    func acceptsNeighboursOfSmallOrder(_ encoding: String) throws {
        let original = try #require(bytes(fromHexadecimal: encoding))
        for bit in 0..<255 {
            var neighbour = original
            neighbour[bit / 8] ^= 1 << UInt8(bit % 8)
            guard !Self.smallOrder.contains(hexadecimal(neighbour)) else { continue }
            // ff…ff with one bit cleared in the low byte can still be a y that is not below the prime.
            let isCanonical =
                neighbour[31] & 0x7f != 0x7f || neighbour[1...30].contains { $0 != 0xff }
                || neighbour[0] < 0xed
            if isCanonical {
                #expect(try Ed25519PublicKey(bytes: neighbour).bytes == neighbour)
            } else {
                #expect(throws: CryptographyError(.keyNotCanonical, "")) { try Ed25519PublicKey(bytes: neighbour) }
            }
        }
    }

    @Test("refuses each y from p to 2^255 - 1 with either sign, and accepts p - 2")
    func refusesNonCanonical() throws {
        for first in UInt8(0xef)...0xff {
            for last: UInt8 in [0x7f, 0xff] {
                let bytes = [first] + [UInt8](repeating: 0xff, count: 30) + [last]
                #expect(throws: CryptographyError(.keyNotCanonical, "")) { try Ed25519PublicKey(bytes: bytes) }
            }
        }
        for last: UInt8 in [0x7f, 0xff] {
            let bytes = [0xeb] + [UInt8](repeating: 0xff, count: 30) + [last]
            #expect(try Ed25519PublicKey(bytes: bytes).bytes == bytes)
        }
    }

    @Test("refuses every length but 32", arguments: [0, 1, 31, 33, 64])
    func refusesLength(_ count: Int) {
        #expect(throws: CryptographyError(.invalidKeyLength, "")) {
            try Ed25519PublicKey(bytes: [UInt8](repeating: 9, count: count))
        }
    }

    @Test("accepts no signature with one bit flipped, nor for a message or under a key with one bit flipped")
    func refusesFlippedBits() throws {
        let (key, signature, message) = try signedMessage()
        #expect(key.isValidSignature(signature, for: message))
        for bit in 0..<512 {
            var flipped = signature
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.isValidSignature(flipped, for: message), "bit \(bit) of the signature")
        }
        for bit in 0..<message.count * 8 {
            var flipped = message
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(key.verify(signature: signature, message: flipped) == .mismatch, "bit \(bit) of the message")
        }
        for bit in 0..<256 {
            var flipped = key.bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            let other = try Ed25519PublicKey(bytes: flipped)
            #expect(other.verify(signature: signature, message: message) == .mismatch, "bit \(bit) of the key")
            #expect(other != key)
        }
        // The contexts that were used for all of this still tell right from wrong.
        #expect(key.isValidSignature(signature, for: message))
    }

    @Test("names the rule that a signature breaks")
    func namesReason() throws {
        let (key, signature, message) = try signedMessage()
        for count in [0, 1, 63, 65, 128] {
            let bytes = Array((signature + signature).prefix(count))
            #expect(key.verify(signature: bytes, message: message) == .wrongLength)
        }
        for encoding in Self.smallOrder {
            let r = try #require(bytes(fromHexadecimal: encoding))
            #expect(key.verify(signature: r + signature[32...], message: message) == .smallOrderR)
        }
        let nonCanonicalR = [0xef] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
        #expect(key.verify(signature: nonCanonicalR + signature[32...], message: message) == .notCanonical)
        let order = try #require(bytes(fromHexadecimal: Self.groupOrder))
        #expect(key.verify(signature: signature[..<32] + order, message: message) == .notCanonical)
        #expect(
            key.verify(signature: signature[..<32] + Self.sum(signature[32...], order), message: message)
                == .notCanonical)
        let largest = [order[0] - 1] + order[1...]
        #expect(key.verify(signature: signature[..<32] + largest, message: message) == .mismatch)
        #expect(SignatureVerdict.allCases.filter(\.isValid) == [.valid])
    }

    /// The sum of two little-endian numbers of 32 bytes.
    private static func sum(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> [UInt8] {
        var carry = 0
        return zip(left, right).map { left, right in
            let sum = Int(left) + Int(right) + carry
            carry = sum >> 8
            return UInt8(truncatingIfNeeded: sum)
        }
    }

    @Test("keeps more keys apart than a thread holds ready, in any order")
    func keepsKeysApart() throws {
        var generator = FixedGenerator(seed: 1)
        let keys = try (0..<150).map { _ in try privateKey(seed: generator.bytes(32)) }
        let message: [UInt8] = [1, 2, 3]
        let signatures = try keys.map { try $0.sign(.arbitraryBytesUnsafe(message)) }
        for _ in 0..<400 {
            let signer = Int.random(in: keys.indices, using: &generator)
            let claimed = Bool.random(using: &generator) ? signer : Int.random(in: keys.indices, using: &generator)
            let isValid = keys[claimed].publicKey.isValidSignature(signatures[signer], for: message)
            #expect(isValid == (signer == claimed))
        }
    }

    @Test("compares and hashes by its bytes, and is described as its Multikey")
    func isAValue() throws {
        let encoded = try #require(bytes(fromHexadecimal: RFC8032Key.publicKey))
        let key = try Ed25519PublicKey(bytes: encoded)
        #expect(key == (try Ed25519PublicKey(encoded.span)))
        #expect(Set([key, try RFC8032Key.load().publicKey]).count == 1)
        #expect("\(key)" == key.multikey)
    }
}
