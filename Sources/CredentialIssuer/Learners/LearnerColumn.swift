import Credentials

/// What a column of a learners' spreadsheet holds: a field of a learner's file, or a number or address of the learner.
enum LearnerColumn: Sendable, Hashable {
    /// The field of that name in a learner's file.
    case field(String)
    /// An identifier of that kind, and whether credentials hold a salted hash of it alone.
    case identifier(scheme: String, isHashed: Bool)
    /// The path of the learner's proof of having the key that the credential is bound to.
    case holderProof

    /// What people call the columns: the name of the field first, then other names in English and Dutch.
    private static let names: [(field: String, others: [String])] = [
        ("family_name", ["last name", "surname", "familienaam", "achternaam"]),
        ("given_names", ["given name", "first name", "first names", "voornaam", "voornamen"]),
        ("single_name", ["mononym", "enige naam"]),
        ("date_of_birth", ["birth date", "birthdate", "dob", "geboortedatum"]),
        ("learner_id", ["did"]),
        ("awarded_on", ["award date", "date of award", "toegekend op", "datum toekenning", "toekenningsdatum"]),
        ("course_start", ["start date", "start of course", "startdatum", "begindatum", "start cursus"]),
        ("course_end", ["end date", "end of course", "einddatum", "einde cursus"]),
        ("grade", ["mark", "score", "result", "punt", "punten", "cijfer", "resultaat"]),
    ]

    /// What people call the column with a proof of possession.
    private static let proofNames = ["holder_proof", "proof of possession", "bewijs van bezit"]

    private static let fields: [String: String] = {
        var fields: [String: String] = [:]
        for (field, others) in names {
            for name in [field] + others { fields[plain(name)] = field }
        }
        return fields
    }()

    /// What says that an identifier is to be hashed, after its kind.
    private static let hashWords: Set<String> = ["hashed", "hash", "gehasht"]

    /// What stands before the kind of an identifier.
    private static let identifierWords: Set<String> = ["identifier", "identificatie", "identificatienummer"]

    /// What a column of that name holds; `nil` for a name that says nothing.
    ///
    /// Capitals, accents, blanks, hyphens and underscores make no difference.
    init?(named name: String) {
        if let field = Self.fields[Self.plain(name)] {
            self = .field(field)
            return
        }
        if Self.proofNames.contains(where: { Self.plain($0) == Self.plain(name) }) {
            self = .holderProof
            return
        }
        var parts = name.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        if let first = parts.first, Self.identifierWords.contains(Self.plain(first)) { parts.removeFirst() }
        var isHashed = false
        if parts.count > 1, let last = parts.last, Self.hashWords.contains(Self.plain(last)) {
            parts.removeLast()
            isHashed = true
        } else if let last = parts.last, let word = Self.plain(last).split(separator: " ").last,
            Self.hashWords.contains(String(word)), Self.plain(last).contains(" ")
        {
            parts[parts.count - 1] = Self.plain(last).split(separator: " ").dropLast().joined(separator: " ")
            isHashed = true
        }
        let kind = FieldValue.trimmed(parts.joined(separator: ":"))
        if kind.hasPrefix("ext:"), kind.utf8.count > 4 {
            self = .identifier(scheme: kind, isHashed: isHashed)
        } else if let concept = Self.scheme(kind) {
            self = .identifier(scheme: concept, isHashed: isHashed)
        } else {
            return nil
        }
    }

    private static func scheme(_ kind: String) -> String? {
        ConceptList.learnerIdentifierSchemes.concept(named: kind)?.iri
            ?? ConceptList.learnerIdentifierSchemes.concept(named: plain(kind))?.iri
    }

    /// The names nearest to one that says nothing, best first, of columns that are not there yet.
    static func nearest(to name: String, without taken: [LearnerColumn]) -> [String] {
        let fields = names.filter { !taken.contains(.field($0.field)) }.flatMap { [$0.field] + $0.others }
        let kinds = [
            "identifier:student number", "identifier:e-mail", "identifier:account", "studentnummer", "e-mail",
            "e-mailadres",
        ]
        let proofs = taken.contains(.holderProof) ? [] : proofNames
        return PlainWord(plain(name)).nearest(among: fields + kinds + proofs)
    }

    /// A name without what makes no difference.
    static func plain(_ name: String) -> String {
        var words = [""]
        for scalar in name.lowercased().unicodeScalars {
            if let letter = PlainLetters.letter(for: scalar) {
                words[words.count - 1] += letter
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                words[words.count - 1].unicodeScalars.append(scalar)
            } else if scalar.properties.canonicalCombiningClass == .notReordered, words.last?.isEmpty == false {
                words.append("")
            }
        }
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
