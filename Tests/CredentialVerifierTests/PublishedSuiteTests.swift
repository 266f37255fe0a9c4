import CredentialVerifier
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// The credentials of the W3C test suite for version 2.0, issued with this program's own signer and then verified, as the
/// suite asks of an implementation.
@Suite("The W3C test suite, issued and verified", .enabled(if: Vectors.areAvailable))
struct PublishedSuiteTests {
    private static let folder = "vcdm2/input"

    /// What the data model is judged as where it is neither in order nor refused: a context in the document itself is read,
    /// and what it makes of the words stays open.
    private static let open = ["CONTEXT_UNKNOWN", "CONTEXT_NESTED"]

    /// Presentations are judged by PublishedPresentationTests; as a credential none is anything but undecided.
    private static func isPresentation(_ name: String) -> Bool { name.hasPrefix("presentation") }

    private static func inputs() throws -> [String] {
        let names =
            try Vectors.names(in: folder)
            + Vectors.names(in: folder + "/names-and-descriptions").map { "names-and-descriptions/" + $0 }
        return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }

    /// An input as the suite's runner prepares it, signed.
    ///
    /// - Returns: `nil` when the signer refuses the draft.
    private func signed(_ name: String, _ suites: [Cryptosuite], _ world: TestWorld) throws -> [UInt8]? {
        let bytes = try Vectors.bytes("\(Self.folder)/\(name).json")
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        // The runner asks for a proof of its own.
        if name == "credential-proof-ok" { value["proof"] = nil }
        for property in ["validFrom", "validUntil"] {
            guard case .string(let text)? = value[property] else { continue }
            if text == "PAST DATE" { value[property] = "2025-01-01T00:00:00Z" }
            if text == "FUTURE DATE" { value[property] = "2027-01-01T00:00:00Z" }
        }
        if case .object? = value["issuer"] {
            if value["issuer"]?["id"] == nil { value["issuer"]?["id"] = .string(world.university.did) }
        } else if value["issuer"] == nil {
            value["issuer"] = .string(world.university.did)
        }
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.university.method)),
            created: try world.time("2026-06-30T10:00:00Z"))
        do {
            return try DataIntegrity.secure(
                CredentialDraft(value), with: suites, options: options, signer: world.university.key)
        } catch {
            return nil
        }
    }

    @Test(
        "every credential that is to be accepted is, and every other one is refused",
        arguments: [[Cryptosuite.eddsaJCS2022], [.eddsaRDFC2022]])
    func credentials(_ suites: [Cryptosuite]) throws {
        let world = try TestWorld()
        var counts: [String: Int] = [:]
        for name in try Self.inputs() where !Self.isPresentation(name) {
            guard let bytes = try signed(name, suites, world) else {
                #expect(!name.hasSuffix("-ok"), "\(name) is not signed with \(suites)")
                counts["not signed", default: 0] += 1
                continue
            }
            let report = try world.verifier().verify(bytes, at: world.time())
            let check = report[.dataModel]
            let code = check?.code ?? report.decisive?.code ?? ""
            if name.hasSuffix("-ok") {
                #expect(check?.outcome == .passed || Self.open.contains(code), "\(name): \(code)")
                counts[check?.outcome == .passed ? "accepted" : "open", default: 0] += 1
            } else {
                #expect(check?.outcome == .failed || report[.format]?.outcome == .failed, "\(name): \(code)")
                #expect(report.verdict == .invalid, "\(name)")
                counts["refused", default: 0] += 1
            }
        }
        #expect((counts["accepted"] ?? 0) >= 26)
        #expect((counts["refused"] ?? 0) + (counts["not signed"] ?? 0) >= 29)
    }

    @Test("no presentation is judged, and none is taken for valid")
    func presentations() throws {
        var count = 0
        for name in try Self.inputs() where Self.isPresentation(name) {
            let bytes = try Vectors.bytes("\(Self.folder)/\(name).json")
            let report = try Verifier(trust: .none).verify(bytes, at: Timestamp(parsing: TestWorld.now))
            #expect(report.verdict != .valid)
            count += 1
        }
        #expect(count >= 18)
    }
}
