import CredentialIssuer
import Credentials
import TestSupport
import Testing

/// The complete example of a specification as text, to be changed line by line.
struct SpecificationText {
    var lines: [String]

    /// A small and complete specification, without comments.
    static let complete = SpecificationText(
        lines: """
            language: en
            id: https://catalogue.leiehove.example/mc/BLD-6/2026
            title:
              en: Blended Learning Design
              nl: Blended leren ontwerpen
            description: For professionals in adult education.
            sector: higher education
            learning_outcomes:
              - Redesign an existing module as a blended module.
              - text: Evaluate the accessibility of learning activities.
                type: skill
            workload:
              ects: 6
              hours: 165
            level: {eqf: 7, fqf: 7, cycle: second}
            assessment:
              - portfolio
              - oral examination
            supervision: supervised with ID verification
            participation: blended
            quality_assurance:
              type: institutional
              scope: institution
              body: Accreditation body
              valid_until: 2029-09-30
            prerequisites: None.
            grade_scale: {min: 0, max: 20, pass: 10}
            """.split(separator: "\n").map(String.init))

    var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

    /// The line, from 1, that begins with a text after its indentation.
    func line(of start: String) throws -> Int {
        try #require(lines.firstIndex { $0.drop { $0 == " " }.hasPrefix(start) }) + 1
    }

    /// Without a field at the top, and all that belongs to it.
    func removing(_ field: String) throws -> SpecificationText {
        let first = try line(of: field + ":") - 1
        let rest = lines[(first + 1)...]
        let end = rest.firstIndex { !$0.hasPrefix(" ") } ?? lines.endIndex
        return SpecificationText(lines: Array(lines[..<first] + lines[end...]))
    }

    /// With another text in the place of one that is there once.
    func replacing(_ old: String, with new: String) throws -> SpecificationText {
        let line = try #require(lines.firstIndex { $0.contains(old) })
        var copy = self
        let replaced = lines[line].replacing(old, with: new, maxReplacements: 1)
        copy.lines.replaceSubrange(line...line, with: replaced.split(separator: "\n").map(String.init))
        return copy
    }

    func adding(_ more: String) -> SpecificationText {
        SpecificationText(lines: lines + more.split(separator: "\n").map(String.init))
    }

    func read() -> FileReading<MicroCredentialSpecification> { SpecificationReader(file: "mc.yaml").read(bytes) }

    /// What reading and the rules find together, in the order of reading and rules.
    func check() throws -> [Finding] {
        let reading = read()
        return reading.findings + (try #require(reading.value).check(for: try Self.issuer()))
    }

    /// The profile of a fictitious university that says no more than it must, with a published test key.
    static func issuer(_ more: String = "") throws -> IssuerProfile {
        let text = """
            format: testamur issuer
            version: 1
            id: did:web:credentials.leiehove.example
            verification_method: did:web:credentials.leiehove.example#key-1
            public_key: z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw
            legal_name: {en: Leiehove University, nl: Universiteit Leiehove}
            countries: [BE]

            """
        return try IssuerProfile(parsing: Array((text + more + "\n").utf8))
    }
}

/// Expects a finding to have a sentence in both languages, with every fact in it.
func expectSentences(_ finding: Finding) {
    for language in Language.allCases {
        let sentence = SpecificationCatalogue.sentence(for: finding, in: language)
        #expect(sentence.contains(" ") && !sentence.contains("{"), "\(finding.code): \(sentence)")
    }
}
