import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// The signed Open Badges of the Digital Credentials Consortium, beside what an independent implementation found.
@Suite("Credentials of the Digital Credentials Consortium", .enabled(if: Vectors.areAvailable))
struct PublishedCredentialTests {
    private static let now = "2025-06-01T00:00:00Z"

    private static func documents() throws -> [DIDDocument] {
        try ["legacy", "oidf"].map {
            try DIDDocument(parsing: Vectors.bytes("dcc/vc-test-fixtures/dids/\($0)/did.json"))
        }
    }

    private static func expectations() throws -> [(path: String, signatures: String)] {
        let expected = try JSONDocument(parsing: Vectors.bytes("dcc/EXPECTED.json"), limits: .general).root
        return try #require(expected["files"]).members.compactMap { name, value in
            guard let name = name.string, let signatures = value["signatures"]?.string else { return nil }
            return (name, signatures)
        }
    }

    private func proof(_ bytes: [UInt8], _ trust: Trust) throws -> Check {
        let report = try Verifier(trust: trust).verify(bytes, at: Timestamp(parsing: Self.now))
        return try #require(report.checks.first { $0.name == .proof })
    }

    @Test("every signature is judged as there, where the issuer's key is at hand")
    func signatures() throws {
        let trust = Trust(lists: [], documents: try Self.documents())
        var counts: [String: Int] = [:]
        for (path, signatures) in try Self.expectations() {
            let check = try proof(Vectors.bytes("dcc/" + path), trust)
            if signatures.contains("BADSIG") {
                #expect(check.outcome == .failed, "\(path): \(check.code)")
                #expect(check.code == "SIGNATURE_INVALID", "\(path): \(check.code)")
                counts["refused", default: 0] += 1
            } else if check.outcome == .passed {
                #expect(check.code == "SIGNATURE_VALID")
                counts["genuine", default: 0] += 1
            } else {
                // A did:web whose document nobody has put beside the lists: that its key stands in the fragment of the
                // proof's own words proves nothing.
                #expect(check.code == "KEY_UNAVAILABLE", "\(path): \(check.code)")
                let root = try JSONDocument(parsing: Vectors.bytes("dcc/" + path), limits: .credential).root
                let issuer = root["issuer"]?["id"]?.string ?? root["issuer"]?.string ?? ""
                #expect(issuer.hasPrefix("did:web:"), "\(path)")
                counts["open", default: 0] += 1
            }
        }
        #expect(counts["refused"] == 2)
        #expect((counts["genuine"] ?? 0) > (counts["open"] ?? 0) * 5, "\(counts)")
    }

    @Test("without the institutions' DID documents no did:web issuer has a key")
    func needsDocuments() throws {
        var isOpen = 0
        for (path, _) in try Self.expectations() {
            let bytes = try Vectors.bytes("dcc/" + path)
            guard String(decoding: bytes, as: UTF8.self).contains("\"did:web:") else { continue }
            let check = try proof(bytes, .none)
            if check.code == "KEY_UNAVAILABLE" { isOpen += 1 }
            #expect(check.outcome != .passed, "\(path)")
        }
        #expect(isOpen >= 10)
    }

    @Test("one changed word breaks the proof, whatever its cryptosuite and version of the data model")
    func changedWords() throws {
        let trust = Trust(lists: [], documents: try Self.documents())
        var changed = 0
        for (path, _) in try Self.expectations() {
            let bytes = try Vectors.bytes("dcc/" + path)
            guard try proof(bytes, trust).outcome == .passed else { continue }
            var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
            guard value["credentialSubject"]?["achievement"]?["name"] != nil else { continue }
            value["credentialSubject"]?["achievement"]?["name"] = "Doctor of Medicine"
            #expect(try proof(value.serialized(), trust).code == "SIGNATURE_INVALID", "\(path)")
            value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
            value["credentialSubject"]?["honours"] = "summa cum laude"
            #expect(try proof(value.serialized(), trust).code == "LINKED_DATA_INCOMPLETE", "\(path)")
            changed += 1
        }
        #expect(changed >= 30)
    }

    @Test("an empty file is no credential, and says so")
    func emptyFile() throws {
        let path = "dcc/vc-test-fixtures/verifiableCredentials/v1/ed25519/didKey/legacy-noStatus-noExpiry.json"
        let bytes = try Vectors.bytes(path)
        #expect(bytes.isEmpty)
        let report = try Verifier(trust: .none).verify(bytes, at: Timestamp(parsing: Self.now))
        #expect(report.verdict == .invalid)
        #expect(report.decisive?.name == .format)
    }
}
