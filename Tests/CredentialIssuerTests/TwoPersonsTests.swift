import RoleSupport
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Two persons")
struct TwoPersonsTests {
    @Test("two signatures of one person are not of two, whatever they are said to be")
    func onePerson() throws {
        let tests = BatchTests()
        try tests.withFolder(count: 3, approvers: BatchTests.approvers()) { institution, sheet, _ throws in
            let batch = try tests.prepare(institution, sheet, by: BatchTests.ann)
            let profile = try IssuerFolder(institution).profile
            let manifest = try #require(batch.manifest)
            let ann = try manifest.sign(Institution.key(seed: BatchTests.ann), at: Institution.now)
            let bob = try manifest.sign(Institution.key(seed: BatchTests.bob), at: Institution.now)
            let eve = try manifest.sign(Institution.key(), at: Institution.now)
            func areTwo(_ signatures: [(BatchEvent.Signature, isApproval: Bool)]) throws -> Bool {
                try RegisterBook.areTwo(signatures, for: manifest, of: profile)
            }
            #expect(try areTwo([(ann, false), (bob, true)]))
            #expect(try !areTwo([(ann, false), (ann, true)]))
            #expect(try !areTwo([(ann, false)]))
            #expect(try !areTwo([(bob, true)]))
            #expect(try !areTwo([(ann, true), (bob, true)]))
            // Who asked for it stands in what was signed.
            #expect(try !areTwo([(bob, false), (ann, true)]))
            #expect(try !areTwo([(ann, false), (eve, true)]))
        }
    }

    @Test("what is said of the institution is what two persons have agreed to, and not what issuer.yaml says later")
    func institution() throws {
        let tests = BatchTests()
        try tests.withFolder(count: 3, approvers: BatchTests.approvers()) {
            institution, sheet, out throws in
            let batch = try tests.prepare(institution, sheet, by: BatchTests.ann)
            try IssuerFolder(institution).approveBatch(
                batch.id, by: Institution.key(seed: BatchTests.bob), at: Institution.now)
            let path = institution + "/issuer.yaml"
            let agreed = String(decoding: try Files.read(path), as: UTF8.self)
            for (old, new) in [("Leiehove", "Evil")] {
                try #require(agreed.contains(old))
                let changed = agreed.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
                    let isIdentifier = line.hasPrefix("id:") || line.hasPrefix("verification_method:")
                    return isIdentifier ? String(line) : String(line).replacing(old, with: new)
                }
                try Files.write(Array(changed.joined(separator: "\n").utf8), to: path)
                let error = #expect(throws: IssuerError.self) {
                    try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
                }
                #expect(error?.code == .batchOutdated, "\(new)")
            }
            try Files.write(Array(agreed.utf8), to: path)
            #expect(try IssuerFolder(institution).issued().isEmpty)
            let outcome = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            #expect(outcome.issuedCount == 3)
        }
    }
}
