import Encodings

/// Where the fields of a record stand.
enum RecordPlaces: Sendable {
    /// In a received document: its objects, as far as it has them.
    case document(credential: JSONNode, issuer: JSONNode?, subject: JSONNode?, achievement: JSONNode?)
    /// In files that people wrote.
    case written(WrittenPlaces)

    func place(of field: RecordField) -> RecordPlace {
        switch self {
        case .written(let places): return places.place(of: field)
        case .document(let credential, let issuer, let subject, let achievement):
            switch field.part {
            case .credential: return .member(credential, field.memberName)
            case .issuer:
                return issuer.map { .member($0, field.memberName) } ?? .member(credential, "issuer")
            case .subject:
                return subject.map { .member($0, field.memberName) } ?? .member(credential, "credentialSubject")
            case .achievement:
                if let achievement { return .member(achievement, field.memberName) }
                return subject.map { .member($0, "achievement") } ?? .member(credential, "credentialSubject")
            }
        }
    }
}

/// Where fields stand in the files of an issuer: a specification, the issuer's identity, and a learner's row.
public struct WrittenPlaces: Sendable {
    /// The fields that one file, or one row, has, and where it begins.
    public struct Source: Sendable {
        /// Where what is missing is reported.
        public var start: RecordPlace
        /// Where the fields stand that are there.
        public var fields: [RecordField: RecordPlace]

        /// Describes a source.
        public init(start: RecordPlace, fields: [RecordField: RecordPlace] = [:]) {
            self.start = start
            self.fields = fields
        }
    }

    /// The specification.
    public var specification: Source
    /// The identity of the issuer.
    public var issuer: Source
    /// The learner's row or file; `nil` when only the specification is looked at.
    public var learner: Source?

    /// Collects the sources of a record.
    public init(specification: Source, issuer: Source, learner: Source? = nil) {
        self.specification = specification
        self.issuer = issuer
        self.learner = learner
    }

    func place(of field: RecordField) -> RecordPlace {
        let source: Source
        switch field.part {
        case .issuer: source = issuer
        case .achievement: source = specification
        case .credential, .subject: source = learner ?? specification
        }
        return source.fields[field] ?? source.start
    }
}
