import Credentials
import Encodings
import TestSupport
import Testing

/// What holds for the rules whatever a document looks like.
@Suite("The data model rules, on changed documents")
struct DataModelPropertyTests {
    @Test("point at what they find, under codes that they declare, in 20,000 changed documents")
    func pointAtWhatTheyFind() throws {
        let originals = try [
            Documents.credential, Documents.credentialV1, Documents.presentation, Documents.envelope,
        ].map { try Original($0) }
        var soundCount = 0
        var unsoundCount = 0
        var codes: Set<String> = []
        for (trial, var random) in Trials(20_000) {
            let original = random.pick(originals)
            let text = original.changed(&random)
            // A changed name may come twice; the parser refuses that.
            guard let document = try? JSONDocument(parsing: text, limits: .credential) else { continue }
            let kind = random.isOne(in: 4) ? random.pick(DocumentKind.allCases) : original.kind
            let findings = DataModelRules.check(document.root, as: kind)
            findings.isEmpty ? (soundCount += 1) : (unsoundCount += 1)

            codes.formUnion(findings.map(\.code))
            for finding in findings where !Self.isPlace(finding.place, in: document.root) {
                Issue.record("trial \(trial): \(finding.code) at \(finding.place)")
            }
            if trial.isMultiple(of: 16) { expectDeclaredCodes(document.root, kind, trial) }
        }
        #expect(soundCount > 1_000 && unsoundCount > 10_000)
        // Most codes were met, so the changes reach the rules.
        #expect(codes.count > 30, "\(codes.sorted())")
    }

    private func expectDeclaredCodes(_ node: JSONNode, _ kind: DocumentKind, _ trial: Int) {
        guard node.kind == .object else { return }
        let statement = Statement(node, as: kind)
        for rule in DataModelRules.all {
            var findings = DataModelFindings()
            rule.check(statement, &findings)
            // The rule for presented credentials lets the other rules speak.
            let found = findings.all.filter { !$0.place.hasPrefix("/verifiableCredential") }.map(\.code)
            let declared = rule.codes.map(\.rawValue) + [DataModelCode.findingsOmitted.rawValue]
            if !found.allSatisfy({ declared.contains($0) }) {
                Issue.record("trial \(trial): \(type(of: rule)) found \(found)")
            }
        }
    }

    /// Whether a pointer leads to a value, or to a member that an object could have and has not.
    private static func isPlace(_ pointer: String, in root: JSONNode) -> Bool {
        guard !pointer.isEmpty else { return true }
        let tokens = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var node = root
        for (position, token) in tokens.enumerated() {
            let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
            let next = node.kind == .array ? Int(name).flatMap { element($0, of: node) } : node.member(name)
            guard let next else { return node.kind == .object && position == tokens.count - 1 }
            node = next
        }
        return true
    }

    private static func element(_ index: Int, of array: JSONNode) -> JSONNode? {
        var rest = array.elements
        for _ in 0..<index { _ = rest.next() }
        return rest.next()
    }
}

/// A sound document with the places where it can be changed.
private struct Original {
    let text: [UInt8]
    let kind: DocumentKind
    private var values: [Range<Int>] = []
    private var names: [Range<Int>] = []

    init(_ text: String) throws {
        let document = try Documents.parse(text)
        self.text = document.bytes
        kind = DocumentKind(of: document.root)
        var waiting = [document.root]
        while let node = waiting.popLast() {
            values.append(node.byteRange)
            for (name, value) in node.members {
                names.append(name.byteRange)
                waiting.append(value)
            }
            waiting += node.elements
        }
    }

    /// The document with one to three values replaced, doubled or moved, or members renamed.
    func changed(_ random: inout SeededGenerator) -> [UInt8] {
        var edits: [(range: Range<Int>, text: [UInt8])] = []
        for _ in 0..<random.number(in: 1...3) {
            let edit = edit(&random)
            // An edit inside another would need its place to be found again.
            if edits.allSatisfy({ !$0.range.overlaps(edit.range) }) { edits.append(edit) }
        }
        var result = text
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            result.replaceSubrange(edit.range, with: edit.text)
        }
        return result
    }

    private func edit(_ random: inout SeededGenerator) -> (range: Range<Int>, text: [UInt8]) {
        let range = random.pick(values)
        switch random.number(in: 0...5) {
        case 0:
            var source = RandomJSON(.credential, random)
            let value = source.value(depth: 2).serialized()
            random = source.random
            return (range, value)
        case 1: return (range, Array(random.pick(Self.pieces).utf8))
        case 2: return (range, Array(text[random.pick(values)]))
        case 3: return (range, Array("[".utf8) + text[range] + Array(",".utf8) + text[range] + Array("]".utf8))
        case 4: return (random.pick(names), Array(text[random.pick(names)]))
        default: return (random.pick(names), Array(#""gone""#.utf8))
        }
    }

    private static let pieces = [
        "null", "true", "0", "\"\"", "[]", "{}", "[[]]", "[null]", "[{}]", #"{"id":null}"#, #"{"type":[]}"#,
        #"{"@value":"a","@language":"-"}"#, #""https ://a.b""#, #""did:example:é""#, #""a:b""#, #""\ud83d\ude00""#,
        #""2026-06-30T10:00:00""#, #""9999-12-31T23:59:59.9Z""#, #""https:\/\/www.w3.org\/2018\/credentials\/v1""#,
        #"["https://www.w3.org/ns/credentials/v2",{"@protected":true,"a":{"@id":"b c"}},{"a":[]}]"#,
        #""VerifiablePresentation""#, #"["EnvelopedVerifiableCredential"]"#, #"{"/~":{"type":1}}"#, #""data:,""#,
    ]
}
