import Credentials
import Encodings
import Synchronization

/// The bytes of the credentials of a batch that differ in plain texts alone, each kind with places for these.
///
/// A pattern is made of the bytes of one credential of its kind, built in the general way with marks in the place of
/// what differs. What is filled in is written as it is in JSON, and decides no order: so the bytes are those of the
/// general way.
final class CredentialPatterns: Sendable {
    /// Credentials that are the same but for what is filled in.
    enum Kind: Hashable {
        /// What is said of an achievement, in canonical form, with the days of the award.
        case claims(days: [UInt8], hasGrade: Bool)
        /// A document to be signed, with the days of the award, the time and the number of the status list.
        case draft(days: [UInt8], hasGrade: Bool, time: String, list: Int?)
    }

    /// What stands in a credential for what differs: texts that nobody can have guessed.
    struct Marks: Sendable {
        let credentialID: String
        let familyName: String
        let givenNames: String
        let birth: String
        let grade: String
        /// A number, as a place on a status list is.
        let index: Int

        init() throws(IssuerError) {
            credentialID = try RandomUUID.urn()
            familyName = try RandomUUID.urn()
            givenNames = try RandomUUID.urn()
            birth = try RandomUUID.urn()
            grade = try RandomUUID.urn()
            // Fifteen digits.
            index = 100_000_000_000_000 + (try StatusAllocation.draw(below: 1 << 30)) * 500_000
        }

        fileprivate var all: [[UInt8]] {
            [credentialID, familyName, givenNames, birth, grade, String(index)].map { Array($0.utf8) }
        }

        /// An award of the same kind with marks for what differs.
        func mark(_ award: AwardRecord) -> AwardRecord {
            func text(_ mark: String, _ text: RecordText?) -> RecordText? {
                text.map { RecordText(mark, at: $0.place) }
            }
            var award = award
            award.learner.familyName = text(familyName, award.learner.familyName)
            award.learner.givenNames = text(givenNames, award.learner.givenNames)
            award.learner.dateOfBirth = text(birth, award.learner.dateOfBirth?.text).map { RecordValue($0) }
            award.grade = text(grade, award.grade)
            return award
        }
    }

    /// How many bytes all patterns have together; what goes beyond that is made in the general way.
    private static let byteLimit = 2 << 20
    /// What is longer is made in the general way, which has limits of its own that nothing shorter reaches.
    private static let patternLimit = 256 << 10

    private struct Known {
        var patterns: [Kind: BytePattern] = [:]
        var byteCount = 0
    }

    private let known = Mutex(Known())

    /// The bytes of one credential; `nil` where they are to be made in the general way.
    ///
    /// - Parameter make: Makes the bytes of one with marks, in the general way.
    func bytes(
        _ kind: Kind, of plain: PlainAward, id: String, index: Int = 0, make: (Marks) throws(IssuerError) -> [UInt8]
    ) throws(IssuerError) -> [UInt8]? {
        guard let pattern = try pattern(kind, make) else { return nil }
        return pattern.filled([
            Array(id.utf8), plain.familyName, plain.givenNames, plain.birth.text, plain.grade ?? [],
            Array(String(index).utf8),
        ])
    }

    private func pattern(
        _ kind: Kind, _ make: (Marks) throws(IssuerError) -> [UInt8]
    ) throws(IssuerError) -> BytePattern? {
        let (found, isFull) = known.withLock { ($0.patterns[kind], $0.byteCount >= Self.byteLimit) }
        if let found { return found.byteCount <= Self.patternLimit ? found : nil }
        guard !isFull else { return nil }
        let marks = try Marks()
        let pattern = BytePattern(try make(marks), marks.all)
        known.withLock { known in
            if known.patterns.updateValue(pattern, forKey: kind) == nil { known.byteCount += pattern.byteCount }
        }
        return pattern.byteCount <= Self.patternLimit ? pattern : nil
    }
}
