import TestSupport
import Testing

/// Rules that the compiler does not hold: who may call what is dangerous in the wrong place.
@Suite("The rules for callers of Cryptography")
struct SourceRuleTests {
    /// The Swift files under a folder, with their paths.
    private func files(in folder: String) throws -> [(path: String, text: String)] {
        try Files.names(in: folder).flatMap { name -> [(path: String, text: String)] in
            let path = folder + "/" + name
            if name.hasSuffix(".swift") { return [(path, String(decoding: try Files.read(path), as: UTF8.self))] }
            return (try? files(in: path)) ?? []
        }
    }

    private func users(of word: String) throws -> [String] {
        let sources = Vectors.repository + "/Sources"
        let all = try files(in: sources)
        #expect(all.count > 10)
        return all.filter { $0.text.contains(word) }.map { String($0.path.dropFirst(sources.count + 1)) }
            .filter { !$0.contains("benchmark") }
    }

    @Test("no source signs bytes that are not of a known protocol")
    func signsTypedInputOnly() throws {
        #expect(try users(of: "arbitraryBytesUnsafe") == ["Cryptography/SigningInput.swift"])
        #expect(try users(of: "RawEd25519") == ["Cryptography/OpenSSL/RawEd25519.swift"])
    }

    @Test("no source leaves out the check of its own signature")
    func checksSignatures() throws {
        #expect(try users(of: "selfCheck: false").isEmpty)
        #expect(try users(of: "injecting:").isEmpty)
    }

    @Test("libcrypto and pointers stay in their folder")
    func keepsPointersInside() throws {
        for word in ["import COpenSSL", "UnsafeMutablePointer", "OpaquePointer"] {
            let outside = try users(of: word).filter {
                $0.hasPrefix("Cryptography/") && !$0.hasPrefix("Cryptography/OpenSSL/")
            }
            #expect(outside.isEmpty, "\(word)")
        }
        let importers = try users(of: "import COpenSSL")
        #expect(!importers.isEmpty && importers.allSatisfy { $0.hasPrefix("Cryptography/OpenSSL/") })
    }
}
