import Cryptography
import Glibc
import TestSupport
import Testing

/// Looks through the whole memory of this process for a secret that should be gone.
///
/// The secret is only ever spelled out in ``SecretBytes``; what is searched for is kept with every bit inverted.
@Suite("Secrets in memory")
struct MemoryTests {
    /// Counts the places in writable memory where the inverse of `inverted` stands.
    private func occurrences(ofInverse inverted: [UInt8]) throws -> Int {
        let maps = String(decoding: try Files.read("/proc/self/maps"), as: UTF8.self)
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        try #require(memory >= 0)
        defer { close(memory) }
        // What is read, and behind it what is searched for; this memory is left out of the search, and overwritten.
        let size = 1 << 20
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size + inverted.count, alignment: 16)
        guard let start = room.baseAddress else { throw Files.Failure(path: "memory", reason: "none") }
        defer {
            unsafe memset(start, 0, room.count)
            unsafe room.deallocate()
        }
        for (index, byte) in inverted.enumerated() { unsafe room[size + index] = ~byte }
        let own = UInt(bitPattern: start)..<UInt(bitPattern: start) + UInt(room.count)
        var count = 0
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard fields.count >= 2, fields[1].hasPrefix("rw"), ends.count == 2 else { continue }
            var address = ends[0]
            while address < ends[1] {
                if own.contains(address) { address = own.upperBound }
                let end = address < own.lowerBound ? min(ends[1], own.lowerBound) : ends[1]
                guard address < end else { continue }
                let got = unsafe pread(memory, start, min(size, Int(end - address)), Int(address))
                guard got > 0 else { break }
                count += unsafe Self.count(start + size, inverted.count, in: start, got)
                // Chunks overlap, so that nothing hides at their borders.
                address += UInt(got == size ? got - inverted.count + 1 : got)
            }
        }
        return count
    }

    private static func count(
        _ needle: UnsafeRawPointer, _ needleCount: Int, in start: UnsafeRawPointer, _ count: Int
    ) -> Int {
        var found = 0
        var position = unsafe start
        let end = unsafe start + count - needleCount
        let first = unsafe Int32(needle.load(as: UInt8.self))
        while unsafe position <= end, let place = unsafe memchr(position, first, end - position + 1) {
            if unsafe memcmp(place, needle, needleCount) == 0 { found += 1 }
            unsafe position = UnsafeRawPointer(place) + 1
        }
        return found
    }

    /// A secret whose bytes are the inverse of `inverted`, and stand nowhere else.
    private func secretInverse(of inverted: [UInt8]) throws -> SecretBytes {
        var bytes = inverted.map { ~$0 }
        return try SecretBytes(overwriting: &bytes)
    }

    @Test("are in memory while they are held, and nowhere once they are let go")
    func vanish() throws {
        let seed = try SecureRandom.bytes(32)
        let passphrase = try SecureRandom.bytes(32)
        try useAndForget(seed, passphrase, isLookingOn: true)
        // More than once, so that what is left behind is not all given to somebody else before it is looked for.
        for _ in 0..<20 { try useAndForget(seed, passphrase) }
        #expect(try occurrences(ofInverse: tail(seed)) == 0, "the seed")
        #expect(try occurrences(ofInverse: tail(passphrase)) == 0, "the passphrase")
    }

    /// The second half of a secret: the allocator writes into the first bytes of memory that is given back.
    private func tail(_ secret: [UInt8]) -> [UInt8] { Array(secret[16...]) }

    /// Loads, signs, writes and reads, all in a function of its own so that nothing outlives it.
    @inline(never)
    private func useAndForget(_ seed: [UInt8], _ passphrase: [UInt8], isLookingOn: Bool = false) throws {
        let secretPassphrase = try secretInverse(of: passphrase)
        let key = try Ed25519PrivateKey(seed: secretInverse(of: seed))
        let input = SigningInput.arbitraryBytesUnsafe([1, 2, 3])
        let file = try key.encryptedPEM(passphrase: secretPassphrase, iterations: 2)
        let opened = try Ed25519PrivateKey(encryptedPEM: file, passphrase: secretPassphrase, expecting: key.publicKey)
        #expect(try opened.sign(input) == key.sign(input))
        let wrong = try secretInverse(of: seed)
        #expect(throws: CryptographyError(.wrongPassphrase, "")) {
            try Ed25519PrivateKey(encryptedPEM: file, passphrase: wrong, expecting: nil)
        }
        guard isLookingOn else { return }
        // One for each key in libcrypto and one for the secret: the search finds what is there, and there is no copy.
        #expect(try occurrences(ofInverse: tail(seed)) == 3)
        #expect(try occurrences(ofInverse: tail(passphrase)) == 1)
    }
}
