import Cryptography
import Encodings
import Registry
import TestSupport
import TrustSimulator

/// Makes every case of `Tests/Vectors/status`, the same bytes each time, from what the cases of trust stand on.
struct StatusCaseBook {
    static let folder = Vectors.repository + "/Tests/Vectors/status"
    static let address = "https://leiehove.example/status/2026-1"
    static let suspensionAddress = "https://leiehove.example/status/2026-2"
    static let index = 94_567
    static let since = "2026-11-21T03:00:00Z"
    static let until = "2026-12-05T03:00:00Z"

    let trust: TrustCaseBook
    private(set) var cases: [TrustCase] = []

    /// Makes all cases.
    static func all() throws -> [TrustCase] {
        var book = try StatusCaseBook(trust: TrustCaseBook())
        try book.addValid()
        try book.addAnswers()
        try book.addEntries()
        try book.addListForms()
        try book.addAuthorities()
        try book.addTimes()
        try book.addEncodings()
        return book.cases
    }

    // MARK: Documents

    /// An entry of the usual credential.
    static func entry(
        _ purpose: String = "revocation", index: String = String(index), in list: String = address
    ) -> JSONValue {
        [
            "id": .string("\(list)#\(index)"), "type": "BitstringStatusListEntry", "statusPurpose": .string(purpose),
            "statusListIndex": .string(index), "statusListCredential": .string(list),
        ]
    }

    /// A status list that is not signed, with some bits set.
    static func list(
        _ purpose: String = "revocation", at address: String = address, set indexes: [Int] = [], since: String = since,
        until: String? = until
    ) throws -> JSONValue {
        var values = StatusBitstring()
        for index in indexes { values.setValue(1, at: index) }
        var list: JSONValue = [
            "@context": ["https://www.w3.org/ns/credentials/v2"], "id": .string(address),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "",
            "validFrom": .string(since),
        ]
        list["validUntil"] = until.map { .string($0) }
        list["credentialSubject"] = [
            "id": .string(address + "#list"), "type": "BitstringStatusList", "statusPurpose": .string(purpose),
            "encodedList": .string(try values.encoded()),
        ]
        return list
    }

    /// A list signed with one of the keys, in whose name it is unless another is given.
    func signed(_ list: JSONValue, by key: String = "status", as issuer: String? = nil) throws -> JSONValue {
        let signer = try SimulatedInstitution("", .key(key), keys: trust.keys)
        var list = list
        list["issuer"] = .string(issuer ?? signer.did)
        guard case .string(let since)? = list["validFrom"], let created = try? trust.time(since) else {
            return try trust.value(signer.sign(list, with: key, created: trust.time(Self.since)))
        }
        return try trust.value(signer.sign(list, with: key, created: created))
    }

    func credential(_ status: JSONValue? = entry()) throws -> JSONValue {
        try trust.credential([("/credentialStatus", status)])
    }

    /// The file of a list in the trust folder.
    static func place(_ address: String = address) throws -> String { "trust/status/\(try hash(address)).json" }

    /// The file of a list in the folder of what was seen.
    func memory(_ address: String = address) throws -> String {
        "state/status/\(try Self.hash(trust.university.did + "\n" + address)).json"
    }

    private static func hash(_ text: String) throws -> String {
        try SHA256.hash(Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }

    // MARK: Adding

    mutating func add(_ new: TrustCase) { cases.append(new) }

    /// Adds a case that differs from its sibling in some files.
    ///
    /// - Parameters:
    ///   - answer: How the check of the status ends; undecided for what the name says where nothing is given.
    ///   - model: What the data model refuses, where it refuses anything.
    ///   - notes: The notes that the case has and its sibling does not.
    mutating func add(
        _ name: String, _ says: String, like sibling: String = "valid", differs: [String],
        _ files: [(name: String, value: JSONValue?)] = [], now: String? = nil, policy: String? = nil,
        verdict: String = "undecided", answer: String? = nil, model: String? = nil, notes: [String] = []
    ) {
        var new = TrustCase(name: name, code: TrustCaseBook.code(name), says: says)
        new.like = sibling
        new.differs = differs
        new.now = now
        new.policy = policy
        new.files = files
        new.expected.verdict = verdict
        let code = new.code ?? ""
        new.expected.checks = verdict == "valid" && answer == nil ? [:] : ["status": answer ?? "undecided \(code)"]
        // What the data model has against the entry stands beside what the status has against it.
        new.expected.checks["dataModel"] = model.map { "failed \($0)" }
        if model != nil { new.expected.verdict = "invalid" }
        new.expected.notes = ((cases.first { $0.name == sibling }?.expected.notes ?? []) + notes).sorted()
        cases.append(new)
    }

    /// Adds a case whose list is another, signed as usual.
    mutating func addList(
        _ name: String, _ says: String, _ changes: [(String, JSONValue?)], like sibling: String = "valid",
        verdict: String = "undecided", answer: String? = nil, notes: [String] = []
    ) throws {
        let list = try changes.reduce(Self.list()) { $0.replacing($1.0, with: $1.1) }
        add(
            name, says, like: sibling, differs: try changes.map { "\(try Self.place())#\($0.0)" },
            [(try Self.place(), try signed(list))], verdict: verdict, answer: answer, notes: notes)
    }

    /// Adds a case whose entry is another.
    mutating func addEntry(
        _ name: String, _ says: String, _ changes: [(String, JSONValue?)], model: String? = nil, notes: [String] = []
    ) throws {
        let entry = changes.reduce(Self.entry()) { $0.replacing($1.0, with: $1.1) }
        add(
            name, says, differs: changes.map { "credential.json#/credentialStatus\($0.0)" },
            [("credential.json", try credential(entry))], model: model, notes: notes)
    }
}
