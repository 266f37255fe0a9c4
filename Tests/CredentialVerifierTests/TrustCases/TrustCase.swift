import Encodings
import TestSupport
import Testing
import TrustSimulator

/// One case of `Tests/Vectors/trust`: what a verifier has, what it is asked, and what it must answer.
///
/// A hostile case says only in what it differs from a valid one, its sibling: that one thing is what must be refused.
struct TrustCase {
    /// The name of its file, without `.json`.
    var name: String
    /// The name of the error or the note that the case is about; `nil` for a valid one.
    var code: String?
    /// What the case is, for people.
    var says: String
    /// The valid case that it differs from.
    var like: String?
    /// Where it differs: names of files with a JSON pointer each, or `now` or `policy`.
    var differs: [String] = []
    /// The time for which is asked.
    var now: String?
    /// The policy as a file.
    var policy: String?
    /// Files by their names: in the folders `trust` and `state` of the verifier, `handed` for status lists that came with
    /// the credential, and `credential.json`.
    ///
    /// A string is the text of a file that is no JSON; `nil` stands for a file that the sibling has.
    var files: [(name: String, value: JSONValue?)] = []
    /// To how many bytes files are filled up with spaces: a file that is too large need not be kept.
    var filled: [String: Int] = [:]
    /// What comes of it.
    var expected = Expected()

    struct Expected: Equatable {
        /// The verdict; `refused` where nothing is verified.
        var verdict = "valid"
        /// Each check with its outcome and its code; of a hostile case those that differ from its sibling's.
        var checks: [String: String] = [:]
        /// The codes of the notes, sorted; `nil` for those of the sibling.
        var notes: [String]?
    }

    static let folder = Vectors.repository + "/Tests/Vectors/trust"

    /// The case as a file: indented JSON with a line feed at its end.
    func serialized() -> [UInt8] {
        var value: JSONValue = ["says": .string(says)]
        value["code"] = code.map { .string($0) }
        value["like"] = like.map { .string($0) }
        if like != nil { value["differs"] = .array(differs.map { .string($0) }) }
        value["now"] = now.map { .string($0) }
        value["policy"] = policy.map { .string($0) }
        var answer: JSONValue = ["verdict": .string(expected.verdict)]
        answer["checks"] = .object(expected.checks.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        answer["notes"] = expected.notes.map { .array($0.map { .string($0) }) }
        value["expected"] = answer
        if !filled.isEmpty {
            value["filled"] = .object(filled.sorted { $0.key < $1.key }.map { ($0.key, .number(String($0.value))) })
        }
        value["files"] = .object(files.map { ($0.name, $0.value ?? .null) })
        return value.serialized(indented: true) + [0x0A]
    }

    /// Reads the case in a file.
    init(reading name: String, in folder: String = folder) throws {
        let bytes = try Files.read("\(folder)/\(name).json")
        let root = JSONValue(try JSONDocument(parsing: bytes, limits: .general).root)
        self.init(name: name, code: Self.text(root["code"]), says: try #require(Self.text(root["says"])))
        like = Self.text(root["like"])
        differs = Self.texts(root["differs"])
        now = Self.text(root["now"])
        policy = Self.text(root["policy"])
        let answer = try #require(root["expected"])
        expected.verdict = try #require(Self.text(answer["verdict"]))
        for (name, value) in Self.members(answer["checks"]) { expected.checks[name] = Self.text(value) }
        expected.notes = answer["notes"].map { Self.texts($0) }
        for (name, value) in Self.members(root["filled"]) {
            if case .number(let count) = value { filled[name] = Int(count) }
        }
        files = Self.members(root["files"]).map { name, value in
            if case .null = value { return (name, nil) }
            return (name, value)
        }
    }

    init(name: String, code: String?, says: String) {
        self.name = name
        self.code = code
        self.says = says
    }

    static func text(_ value: JSONValue?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }

    static func texts(_ value: JSONValue?) -> [String] {
        guard case .array(let elements)? = value else { return [] }
        return elements.compactMap { text($0) }
    }

    static func elements(_ value: JSONValue?) -> [JSONValue] {
        guard case .array(let elements)? = value else { return [] }
        return elements
    }

    static func members(_ value: JSONValue?) -> [(name: String, value: JSONValue)] {
        guard case .object(let members)? = value else { return [] }
        return members
    }
}

extension TrustCase {
    /// The case with all that it has in common with its sibling.
    func completed(by sibling: TrustCase) -> TrustCase {
        var whole = sibling
        (whole.name, whole.code, whole.says) = (name, code, says)
        (whole.like, whole.differs) = (like, differs)
        whole.now = now ?? sibling.now
        whole.policy = policy ?? sibling.policy
        for (name, value) in files {
            whole.files.removeAll { $0.name == name }
            if let value { whole.files.append((name, value)) }
        }
        whole.filled = filled
        whole.expected.verdict = expected.verdict
        whole.expected.checks.merge(expected.checks) { $1 }
        whole.expected.notes = expected.notes ?? sibling.expected.notes
        return whole
    }

    /// Where the case differs from its sibling, proofs left out unless nothing else of a file differs.
    func differences(from sibling: TrustCase) -> [String] {
        var places: [String] = []
        if now != nil { places.append("now") }
        if policy != nil { places.append("policy") }
        places += filled.keys.sorted()
        for (name, value) in files {
            let other = sibling.files.first { $0.name == name }?.value
            guard let value, let other, Self.text(value) == nil else {
                places.append(name)
                continue
            }
            let found = Self.differences(value, other, at: "")
            let own = found.filter { !$0.utf8.starts(with: "/proof".utf8) }
            places += own.isEmpty ? (found.isEmpty ? [] : [name + "#/proof"]) : own.map { "\(name)#\($0)" }
        }
        return places
    }

    /// The pointers of the innermost values that differ.
    private static func differences(_ left: JSONValue, _ right: JSONValue, at pointer: String) -> [String] {
        switch (left, right) {
        case (.object(let own), .object(let others)):
            let names = own.map(\.name) + others.map(\.name).filter { name in !own.contains { $0.name == name } }
            return names.flatMap { name -> [String] in
                guard let value = left[name], let other = right[name] else { return ["\(pointer)/\(name)"] }
                return differences(value, other, at: "\(pointer)/\(name)")
            }
        case (.array(let own), .array(let others)):
            guard own.count == others.count else { return [pointer] }
            return own.indices.flatMap { differences(own[$0], others[$0], at: "\(pointer)/\($0)") }
        default: return left.serialized() == right.serialized() ? [] : [pointer]
        }
    }
}
