import Cryptography
import TestSupport
import Testing

@Suite("SHA-256 and SHA-384")
struct HashTests {
    /// The examples of NIST for FIPS 180-4, and the empty message.
    private static let published = [
        (
            "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"
        ),
        (
            "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            "3391fdddfc8dc7393707a65b1b4709397cf8b1d162af05abfe8f450de5f36bc6b0455a8520bc4e6f5fe95b1fe3c8452b"
        ),
    ]

    @Test("gives the published hashes", arguments: published)
    func hashesPublished(_ text: String, _ sha256: String, _ sha384: String) throws {
        let bytes = Array(text.utf8)
        #expect(hexadecimal(try SHA256.hash(bytes)) == sha256)
        #expect(hexadecimal(try SHA384.hash(bytes)) == sha384)
        #expect(hexadecimal(try SHA256.hash(bytes.span)) == sha256)
        #expect(hexadecimal(try SHA384.hash(bytes.span)) == sha384)
    }

    @Test("hashes two inputs into one array, the first one first")
    func hashesPair() throws {
        let first: [UInt8] = [1, 2, 3]
        let second: [UInt8] = []
        #expect(try SHA256.hashes(first.span, second.span) == SHA256.hash(first) + SHA256.hash(second))
    }

    @Test("hashes pieces as it hashes the whole, wherever it is cut")
    func hashesPieces() throws {
        var generator = FixedGenerator(seed: 2)
        for _ in 0..<50 {
            let bytes = generator.bytes(Int.random(in: 0...300, using: &generator))
            var sha256 = try HashStream.sha256()
            var sha384 = try HashStream.sha384()
            var start = 0
            while start < bytes.count {
                let end = Int.random(in: start...bytes.count, using: &generator)
                try sha256.update(bytes[start..<end].span)
                try sha384.update(bytes[start..<end].span)
                start = end
            }
            #expect(try sha256.finish() == SHA256.hash(bytes))
            #expect(try sha384.finish() == SHA384.hash(bytes))
        }
    }

    @Test("hashes right in several tasks at the same time")
    func hashesInParallel() async throws {
        let inputs = (0..<100).map { [UInt8](repeating: UInt8($0), count: $0) }
        let expected = try inputs.map { try SHA256.hash($0) }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { try inputs.map { try SHA256.hash($0) } == expected } }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
