import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// The status cases of the Digital Credentials Consortium and of 1EdTech, with their lists lying ready on this machine.
@Suite("Published status lists", .enabled(if: Vectors.areAvailable))
struct PublishedStatusTests {
    private static let lists = "dcc/vc-test-fixtures/statusLists/didkey-ed25519Signature2020"
    private static let verifierCore =
        "https://raw.githubusercontent.com/digitalcredentials/verifier-core/refs/heads/main/src/test-fixtures/status/"
    private static let fixtures =
        "https://digitalcredentials.github.io/vc-test-fixtures/statusLists/didkey-ed25519Signature2020/"

    /// The local copies, each under the address at which it was published.
    private struct Copies: StatusListSource {
        func lists(at address: String, of institution: String?) -> [OfferedStatusList] {
            for (start, folder) in [
                (verifierCore, "dcc/verifier-core/status"), (fixtures, PublishedStatusTests.lists),
            ] where address.hasPrefix(start) {
                let name = address.dropFirst(start.count)
                return (try? Vectors.bytes("\(folder)/\(name)")).map { [OfferedStatusList($0)] } ?? []
            }
            return []
        }
    }

    private static func list(_ name: String) throws -> StatusList {
        try StatusList(
            verifying: Vectors.bytes("\(lists)/\(name)"), keys: NoPinnedKeys(),
            at: Timestamp(parsing: "2026-11-22T09:00:00Z"))
    }

    @Test("the consortium's list, which is signed as linked data, holds the bits that an independent reader found")
    func bits() throws {
        let list = try Self.list("e5WK8CbZ1GjycuPombrj")
        #expect(list.id == "https://testing.dcconsortium.org/status/e5WK8CbZ1GjycuPombrj")
        #expect(list.purposes == [.revocation] && list.form == .bitstring && list.validUntil == nil)
        #expect(list.validFrom == (try Timestamp(parsing: "2025-01-09T15:20:02Z")))
        let values = try list.values.get()
        // Fewer than the specification allows: no credential is judged by it.
        #expect(values.count() == 100_000)
        #expect([6, 7, 8, 9].map { values.value(at: $0) } == [1, 0, 1, 0])
        #expect((0..<values.count()).filter { values.value(at: $0) == 1 } == [2, 6, 8])
    }

    @Test("a list that was tampered with has no proof that holds, and an expired one is read with its end")
    func others() throws {
        let error = #expect(throws: StatusError.self) { try Self.list("tampered") }
        #expect(error?.code == .verification)
        let expired = try Self.list("expired")
        #expect(expired.validUntil == (try Timestamp(parsing: "2021-01-09T15:20:02Z")))
    }

    /// What the lists answer of every credential that names one: the consortium publishes its list under another address
    /// than it calls itself, which is what a list in the place of another looks like.
    @Test("each credential of the consortium with a status is answered as its name says, and never as good")
    func consortium() throws {
        let expected = try JSONDocument(
            parsing: Vectors.bytes("dcc/EXPECTED.json"), limits: .general
        ).root["files"]
        let trust = Trust(lists: [], statusLists: StatusLists(sources: [Copies()]))
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        var codes: [String: Int] = [:]
        for (name, facts) in try #require(expected).members where facts["status"] != nil {
            let name = try #require(name.string)
            let report = Verifier(trust: trust).verify(try Vectors.bytes("dcc/\(name)"), at: now)
            let status = try #require(report[.status])
            #expect(report.verdict != .valid && status.outcome != .passed, "\(name): \(status.code)")
            codes[status.code, default: 0] += 1
            guard status.outcome != .notRun else { continue }
            let code =
                name.contains("tampered")
                ? "STATUS_VERIFICATION_ERROR"
                : name.contains("expiredStatus")
                    ? "STATUS_LIST_EXPIRED"
                    : name.contains("mockCredential") ? "STATUS_RETRIEVAL_ERROR" : "STATUS_LIST_ID_MISMATCH"
            #expect(status.code == code, "\(name): \(status.code)")
        }
        #expect(codes["STATUS_LIST_ID_MISMATCH"] ?? 0 > 10, "\(codes)")
        #expect(codes["STATUS_LIST_EXPIRED"] == 1 && codes["STATUS_VERIFICATION_ERROR"] == 1, "\(codes)")
    }

    @Test("the revocation list of 1EdTech is recognised, and decides nothing")
    func oneEdTech() throws {
        let bytes = try Vectors.bytes("open-badges/validator-ob30/credential-status-revoked.json")
        let entry = try #require(
            try JSONDocument(parsing: bytes, limits: .credential).root["credentialStatus"])
        let error = #expect(throws: StatusError.self) { try StatusEntry(entry) }
        #expect(error?.code == .typeUnknown)
        #expect(error?.facts.contains { $0.name == "variant" } == true)
    }

    @Test("an index that 1EdTech wrote as a number is not guessed at, and its list is another than it is called")
    func oneEdTechBits() throws {
        let folder = "open-badges/validator-ob30/bit-string-list"
        let bytes = try Vectors.bytes("\(folder)/credential-status-revoked.json")
        let entry = try #require(try JSONDocument(parsing: bytes, limits: .credential).root["credentialStatus"])
        let error = #expect(throws: StatusError.self) { try StatusEntry(entry) }
        #expect(error?.code == .malformedValue && error?.pointer == "/credentialStatus/statusListIndex")
        let list = try JSONDocument(parsing: Vectors.bytes("\(folder)/testlist"), limits: .statusList).root
        #expect(list["id"]?.string == "https://example.com/credentials/status/3")
        let text = try #require(list["credentialSubject"]?["encodedList"]?.utf8)
        let values = try StatusBitstring(encoded: text)
        #expect(values.value(at: 23) == 1)
        let known = StatusList.claimedID(of: try Vectors.bytes("\(folder)/testlist"))
        #expect(known == Array("https://example.com/credentials/status/3".utf8))
    }

    @Test("the entries in the examples of the specification are read")
    func specification() throws {
        let bytes = try Vectors.bytes("status-lists/bitstring/spec-blocks/01.json")
        let node = try #require(
            try JSONDocument(parsing: bytes, limits: .credential).root["credentialStatus"])
        let entries = try StatusEntry.entries(of: node).map { try $0.get() }
        #expect(entries.map(\.purpose) == [.revocation, .suspension] && entries.map(\.index) == [94_567, 23_452])
        #expect(entries.map(\.list).allSatisfy { $0.hasPrefix("https://example.com/credentials/status/") })
    }
}
