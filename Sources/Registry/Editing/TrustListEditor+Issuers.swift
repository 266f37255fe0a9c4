public import Credentials
public import Encodings

extension TrustListEditor {
    /// Puts an institution on the list, allowed to issue.
    ///
    /// - Throws: ``TrustError`` with code `editRefused` when one of its identifiers is on the list already, or `malformed`
    ///   and the other codes of a list when it is not described as a list requires.
    public mutating func addIssuer(_ issuer: NewIssuer) throws(TrustError) { try addIssuers([issuer]) }

    /// Puts institutions on the list, all or none of them.
    ///
    /// - Throws: as ``addIssuer(_:)``.
    public mutating func addIssuers(_ newIssuers: [NewIssuer]) throws(TrustError) {
        var taken = Set(issuers.flatMap { Self.identifiers(of: $0) })
        for id in newIssuers.flatMap({ [$0.id] + $0.otherIDs }) {
            guard taken.insert(Array(id.text.utf8)).inserted else {
                throw TrustError(
                    .alreadyListed, "expected an institution that is not on the list yet, found one that is")
            }
        }
        let values = newIssuers.map { $0.value(recordedAt: now) }
        for (position, value) in values.enumerated() {
            try Self.checkTexts(value, at: "/credentialSubject/\(issuers.count + position)")
        }
        var changed = self
        changed.letDelegate(newIssuers.flatMap(\.recognitions))
        try changed.change { $0 += values }
        self = changed
    }

    /// Recognises an institution for something more.
    ///
    /// - Throws: ``TrustError`` with code `unknownIssuer`, or `editRefused` for a recognition that starts before the edit
    ///   and gives no reason for it.
    public mutating func addRecognition(_ recognition: NewRecognition, to issuer: DID) throws(TrustError) {
        guard recognition.window.from >= now || recognition.retroactiveReason != nil else {
            throw TrustError(
                .recognisedAfterTheFact(now: now),
                "expected a start from \(now) on, or a reason for recognising something after the fact")
        }
        let position = try position(of: issuer)
        try Self.checkTexts(recognition.value, at: "/credentialSubject/\(position)/recognizedTo")
        var changed = self
        changed.letDelegate([recognition])
        try changed.change { Self.append(recognition.value, to: "recognizedTo", of: &$0[position]) }
        self = changed
    }

    /// Ends a recognition earlier than the list has it.
    ///
    /// What was signed up to `until` stays good.
    ///
    /// - Parameters:
    ///   - number: Which of the institution's recognitions, in the order of the list, from 0 on.
    ///   - until: The last second in which it is in force.
    /// - Throws: ``TrustError`` with code `unknownIssuer`, `editRefused` when there is no such recognition, or
    ///   `historyRewritten` for an end that is later than the one on the list.
    public mutating func endRecognition(_ number: Int, of issuer: DID, until: Timestamp) throws(TrustError) {
        try changeRecognition(number, of: issuer, "validUntil", until)
    }

    /// Declares void what an institution awarded under a recognition, for example because of fraud.
    ///
    /// - Parameters:
    ///   - number: Which of the institution's recognitions, in the order of the list, from 0 on.
    ///   - from: The first second whose awards are void; once it is on the list it can only become earlier.
    /// - Throws: ``TrustError`` with code `unknownIssuer`, `editRefused` when there is no such recognition, or
    ///   `historyRewritten` for a time that is later than the one on the list.
    public mutating func voidAwards(_ number: Int, of issuer: DID, from: Timestamp) throws(TrustError) {
        try changeRecognition(number, of: issuer, "voidFrom", from)
    }

    /// Lets what was recognised in a draft begin with the list that will be signed.
    ///
    /// A draft lies for as long as its authority likes, and nothing in it counts before it is signed: a recognition that
    /// was to begin in the meantime begins now, unless it says that it is retroactive. Institutions that are new on the
    /// list bring the time of their first recognition with them.
    mutating func startRecognitions() {
        guard let previous else { return }
        var issuers = issuers
        for (position, before) in previous.issuers.enumerated()
        where issuers.indices.contains(position) && Self.identifiers(of: issuers[position]).first == before.idBytes {
            var recognitions = Self.elements(issuers[position]["recognizedTo"])
            for index in recognitions.indices.dropFirst(before.recognitions.count) {
                guard recognitions[index]["retroactive"] == nil,
                    let from = recognitions[index]["validFrom"].flatMap(Self.text),
                    let start = try? Timestamp(parsing: from), start < now
                else { continue }
                recognitions[index]["validFrom"] = .string(now.description)
            }
            issuers[position]["recognizedTo"] = .array(recognitions)
        }
        value["credentialSubject"] = .array(issuers)
    }

    /// Lets powers go as many steps from the list as a recognition says, where the list allowed fewer before.
    private mutating func letDelegate(_ recognitions: [NewRecognition]) {
        let depth = recognitions.map(\.delegationDepth).max() ?? 0
        var allowed = 0
        if case .number(let digits)? = value["trustList"]?["maxDelegationDepth"] { allowed = Int(digits) ?? 0 }
        guard depth > allowed else { return }
        value["trustList"]?["maxDelegationDepth"] = .number(String(depth))
    }

    private mutating func changeRecognition(
        _ number: Int, of issuer: DID, _ name: String, _ time: Timestamp
    ) throws(TrustError) {
        let position = try position(of: issuer)
        var recognitions = Self.elements(issuers[position]["recognizedTo"])
        guard recognitions.indices.contains(number) else {
            throw TrustError(
                .noSuchRecognition, at: "/credentialSubject/\(position)/recognizedTo",
                "expected one of \(recognitions.count) recognitions counted from 0, found number \(number)")
        }
        recognitions[number][name] = .string(time.description)
        let changed = recognitions
        try change { $0[position]["recognizedTo"] = .array(changed) }
    }
}

extension TrustListEditor {
    /// The institutions on the next list.
    var issuers: [JSONValue] { Self.elements(value["credentialSubject"]) }

    /// Where an institution stands, by any of its identifiers.
    func position(of issuer: DID) throws(TrustError) -> Int {
        let id = Array(issuer.text.utf8)
        guard let position = issuers.firstIndex(where: { Self.identifiers(of: $0).contains(id) }) else {
            throw TrustError(
                .unknownIssuer, at: "/credentialSubject", "expected an institution on the list, found none")
        }
        return position
    }

    /// Changes the institutions, unless what comes of it is no list.
    mutating func change(_ edit: (inout [JSONValue]) -> Void) throws(TrustError) {
        var issuers = issuers
        edit(&issuers)
        var changed = self
        changed.value["credentialSubject"] = .array(issuers)
        changed.setTimes()
        try changed.checkContent()
        self = changed
    }

    /// Checks the next list as a verifier will, but for its signature.
    private func checkContent() throws(TrustError) {
        let content = try TrustListContent(IssuerTrustList.parse(value.serialized()).root)
        try content.checkNewKeys(
            since: previous?.content, apartFrom: previous?.signingKeys ?? Set([pin.key].compactMap { $0 }))
        try content.check(pin)
        if let previous { try content.check(continuing: previous.content) }
    }

    static func elements(_ value: JSONValue?) -> [JSONValue] {
        guard case .array(let elements) = value else { return [] }
        return elements
    }

    static func text(_ value: JSONValue) -> String? {
        guard case .string(let text) = value else { return nil }
        return text
    }

    static func append(_ element: JSONValue, to name: String, of object: inout JSONValue) {
        object[name] = .array(elements(object[name]) + [element])
    }

    private static func identifiers(of issuer: JSONValue) -> [[UInt8]] {
        ([issuer["id"]].compactMap { $0 } + elements(issuer["alsoKnownAs"])).compactMap {
            text($0).map { Array($0.utf8) }
        }
    }
}
