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
}
