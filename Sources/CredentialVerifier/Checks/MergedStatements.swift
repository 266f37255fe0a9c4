import Credentials
import Encodings

/// What linked data merges, and every document that was signed had apart.
///
/// Of the learner whom the credentials in a learner record are about, it says at once what each of them says: several
/// achievements where each has one. Of a thing that several endorse, it has the comments of all.
struct MergedStatements {
    /// The places of these subjects.
    private let places: [String]

    private static let comment = Array("/credentialSubject/endorsementComment".utf8)

    /// Looks at the credentials in a record.
    init(_ record: CredentialView) {
        guard record.hasType("ClrCredential") else {
            places = []
            return
        }
        var learners: [(id: [UInt8], place: String?)] = record.subjects.compactMap { subject in
            subject["id"].map { ($0.utf8, nil) }
        }
        for subject in record.subjects {
            subject["verifiableCredential"]?.forEachInside { credential in
                credential["credentialSubject"]?.forEachInside { learner in
                    if let id = learner["id"] { learners.append((id.utf8, learner.pointer)) }
                }
            }
        }
        var counts: [[UInt8]: Int] = [:]
        for learner in learners { counts[learner.id, default: 0] += 1 }
        places = learners.filter { counts[$0.id] ?? 0 > 1 }.compactMap(\.place)
    }

    /// Whether several values of a member are what the merging makes: the member is one of such a subject itself, or the
    /// comment of an endorsement.
    func made(_ place: String) -> Bool {
        if place.utf8.count > Self.comment.count, place.utf8.suffix(Self.comment.count).elementsEqual(Self.comment) {
            return true
        }
        guard let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
        return places.contains { $0.utf8.elementsEqual(place.utf8[..<slash]) }
    }
}

extension JSONNode {
    fileprivate func forEachInside(_ body: (JSONNode) -> Void) {
        if kind == .array { forEachElement(body) } else { body(self) }
    }
}
