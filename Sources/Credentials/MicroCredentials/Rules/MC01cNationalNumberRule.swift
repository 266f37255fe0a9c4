import Encodings

/// MC01c: no text holds a Belgian national register number, nor is an identifier said to be one, hashed or not.
///
/// A hash is no protection: its salt stands beside it, and with a date of birth about a thousand numbers are left to try.
/// Source: the profile, section 2, element 1: a shareable credential never carries it.
struct MC01cNationalNumberRule: ProfileRule {
    let code = "MC01c"
    var element: ProfileElement? { .learner }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        var findings: [Finding] = []
        for identifier in record.award?.learner.identifiers ?? []
        where findings.count < Self.findingLimit
            && (identifier.scheme.isEqual(to: "nationalIdentityNumber") || identifier.hidesNationalNumber)
        {
            findings += error(at: identifier.value.place, identifier.isHashed ? "hashed" : nil)
        }
        // An identifier that says what it is was found already.
        if findings.isEmpty, let place = record.firstNationalNumber { findings = error(at: place) }
        return findings
    }
}

extension MicroCredentialRecord {
    /// Where the first text stands that holds a national register number.
    fileprivate var firstNationalNumber: RecordPlace? {
        guard case .document(let credential, _, _, _) = places else {
            return writtenTexts.first { NationalNumber.isFound(in: $0.bytes) }?.place
        }
        if isDocumentSearched { return nil }
        // One pass over the bytes as they came settles nearly every document; an escape might hide a digit from it.
        guard credential.hasEscapes || NationalNumber.isFound(in: credential.receivedBytes) else { return nil }
        return Self.firstNationalNumber(in: credential)
    }

    /// Parts that hold no text of the issuer: numbers there are positions in lists, or signatures.
    private static let technical: [String] = ["@context", "proof", "credentialStatus", "credentialSchema"]

    private static func firstNationalNumber(in credential: JSONNode) -> RecordPlace? {
        var waiting: [JSONNode] = []
        for (name, value) in credential.members where !technical.contains(where: { name.isString($0) }) {
            waiting.append(value)
        }
        while let node = waiting.popLast() {
            switch node.kind {
            case .string, .number:
                if NationalNumber.isFound(in: node.utf8[...]) { return .node(node) }
            case .array: waiting += node.elements
            case .object: waiting += node.members.map(\.value)
            case .null, .boolean: break
            }
        }
        return nil
    }
}
