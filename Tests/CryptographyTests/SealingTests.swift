import Cryptography
import TestSupport
import Testing

@Suite("Sealing bytes and wrapping keys")
struct SealingTests {
    private func hexadecimal(_ text: String) throws -> [UInt8] { try #require(bytes(fromHexadecimal: text)) }

    private func secret(_ bytes: [UInt8]) throws -> SecretBytes {
        var bytes = bytes
        return try SecretBytes(overwriting: &bytes)
    }

    private func shown(_ secret: SecretBytes) -> [UInt8] { secret.withSpan { span in span.indices.map { span[$0] } } }

    private static let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private static let text =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
        + "b16aedf5aa0de657ba637b39"
    private static let nonce = "cafebabefacedbaddecaf888"
    private static let more = "feedfacedeadbeeffeedfacedeadbeefabaddad2"

    /// The test cases of the proposal of the mode (McGrew and Viega, appendix B) with a key of 256 bits and a nonce of 96.
    static let published: [(key: String, nonce: String, text: String, more: String, sealed: String)] = [
        (
            String(repeating: "0", count: 64), String(repeating: "0", count: 24), "", "",
            "530f8afbc74536b9a963b4f1c4cb738b"
        ),
        (
            String(repeating: "0", count: 64), String(repeating: "0", count: 24), String(repeating: "0", count: 32), "",
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        ),
        (
            key, nonce, text, more,
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]

    @Test("AES-256-GCM gives the published bytes, both ways", arguments: published.indices)
    func publishedSeals(_ index: Int) throws {
        let vector = Self.published[index]
        let (text, nonce, more) = try (
            hexadecimal(vector.text), hexadecimal(vector.nonce), hexadecimal(vector.more)
        )
        let cipher = try AES256GCM(key: secret(hexadecimal(vector.key)))
        let sealed = try cipher.seal(text.span, nonce: nonce, authenticating: more)
        #expect(try sealed == hexadecimal(vector.sealed))
        // One object seals and opens many times.
        for _ in 0..<2 {
            #expect(try cipher.open(sealed.span, nonce: nonce, authenticating: more) == text)
            #expect(try shown(cipher.openSecret(sealed.span, nonce: nonce, authenticating: more)) == text)
            #expect(try cipher.seal(text.span, nonce: nonce, authenticating: more) == sealed)
        }
    }

    @Test("nothing opens that was changed by one bit, cut, or sealed with another key, nonce or context")
    func changedSeals() throws {
        let (text, nonce, more) = try (hexadecimal(Self.text), hexadecimal(Self.nonce), hexadecimal(Self.more))
        let cipher = try AES256GCM(key: secret(hexadecimal(Self.key)))
        let sealed = try cipher.seal(text.span, nonce: nonce, authenticating: more)
        func refuse(_ sealed: [UInt8], _ nonce: [UInt8], _ more: [UInt8], _ cipher: AES256GCM) {
            #expect(throws: CryptographyError(.notAuthentic, "")) {
                try cipher.open(sealed.span, nonce: nonce, authenticating: more)
            }
            #expect(throws: CryptographyError(.notAuthentic, "")) {
                try cipher.openSecret(sealed.span, nonce: nonce, authenticating: more)
            }
        }
        for bit in 0..<sealed.count * 8 {
            var other = sealed
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            refuse(other, nonce, more, cipher)
        }
        for count in 0..<sealed.count { refuse(Array(sealed.prefix(count)), nonce, more, cipher) }
        refuse(sealed + [0], nonce, more, cipher)
        refuse(sealed, nonce.reversed(), more, cipher)
        refuse(sealed, nonce + [0], more, cipher)
        refuse(sealed, [], more, cipher)
        refuse(sealed, nonce, [], cipher)
        refuse(sealed, nonce, more + [0], cipher)
        refuse(sealed, nonce, more, try AES256GCM(key: secret([UInt8](repeating: 7, count: 32))))
        // Nothing of what does not open is handed out.
        var output = [UInt8](repeating: 1, count: text.count)
        var changed = sealed
        changed[changed.count - 1] ^= 1
        var span = output.mutableSpan
        do { try cipher.open(changed.span, nonce: nonce, authenticating: more, into: &span, at: 0) } catch {}
        #expect(output.allSatisfy { $0 == 0 })
        for count in [0, 16, 31, 33] {
            #expect(throws: CryptographyError(.invalidKeyLength, "")) {
                try AES256GCM(key: secret([UInt8](repeating: 7, count: count)))
            }
        }
    }

    @Test("keys are wrapped as in RFC 5649, section 6")
    func publishedWraps() throws {
        let key = try secret(hexadecimal("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8"))
        for (plain, wrapped) in [
            (
                "c37b7e6492584340bed12207808941155068f738",
                "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a"
            ), ("466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f"),
        ] {
            #expect(try KeyWrap.wrap(secret(hexadecimal(plain)), with: key) == hexadecimal(wrapped))
            #expect(try shown(KeyWrap.unwrap(hexadecimal(wrapped), with: key)) == hexadecimal(plain))
        }
    }

    @Test("a wrapped key opens with its key alone, unchanged")
    func changedWraps() throws {
        let key = try secret(Array(0..<32))
        let plain = [UInt8](100..<132)
        let wrapped = try KeyWrap.wrap(secret(plain), with: key)
        #expect(wrapped.count == 40)
        #expect(try shown(KeyWrap.unwrap(wrapped, with: key)) == plain)
        func refuse(_ wrapped: [UInt8], _ key: SecretBytes) {
            #expect(throws: CryptographyError(.notAuthentic, "")) { try KeyWrap.unwrap(wrapped, with: key) }
        }
        for bit in 0..<wrapped.count * 8 {
            var other = wrapped
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            refuse(other, key)
        }
        for count in 0..<wrapped.count { refuse(Array(wrapped.prefix(count)), key) }
        refuse(wrapped + [0], key)
        refuse(wrapped + [UInt8](repeating: 0, count: 8), key)
        refuse([UInt8](repeating: 0, count: 5_000), key)
        refuse(wrapped, try secret(Array(1..<33)))
        #expect(throws: CryptographyError(.invalidKeyLength, "")) {
            try KeyWrap.wrap(secret(plain), with: secret(Array(0..<31)))
        }
        #expect(throws: CryptographyError(.invalidKeyLength, "")) { try KeyWrap.wrap(secret([]), with: key) }
    }
}
