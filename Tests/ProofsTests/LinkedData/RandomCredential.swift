import Encodings
import Proofs
import TestSupport

/// Makes random credentials that are sound linked data, rich in what JSON-LD can say.
struct RandomCredential {
    /// What a credential is made of.
    enum Kind: CaseIterable {
        /// Open Badges 3.0 with the terms of a micro-credential.
        case badge
        /// Any words at all, which a vocabulary stands for.
        case freeTerms
        /// Terms that a context in the document itself defines, with every kind of container.
        case ownContext
    }

    var random: SeededGenerator
    /// Whether nothing is said that RDF has no place for.
    let isSafe: Bool

    init(_ random: SeededGenerator, isSafe: Bool = true) {
        self.random = random
        self.isSafe = isSafe
    }

    /// A credential of any kind.
    mutating func credential(issuer: String) -> JSONValue {
        switch random.pick(Kind.allCases) {
        case .badge: badge(issuer: issuer)
        case .freeTerms: freeTerms(issuer: issuer)
        case .ownContext: ownContext(issuer: issuer)
        }
    }

    /// The members that every credential has, in front of those that a kind adds.
    mutating func frame(_ contexts: [JSONValue], _ types: [JSONValue], issuer: String) -> JSONValue {
        var value: JSONValue = ["@context": .array(contexts)]
        maybe("id", in: &value) { $0.identifier() }
        value["type"] = .array(["VerifiableCredential"] + types)
        if random.isOne(in: 2) {
            value["issuer"] = .string(issuer)
        } else {
            var profile: JSONValue = ["id": .string(issuer)]
            maybe("name", in: &profile) { $0.text() }
            value["issuer"] = profile
        }
        maybe("validFrom", in: &value) { $0.time() }
        return value
    }

    /// The further members of version 2 of the data model.
    mutating func addVersion2(to value: inout JSONValue) {
        maybe("name", in: &value) { $0.words() }
        maybe("description", in: &value) { $0.words() }
        maybe("credentialStatus", in: &value) { $0.status() }
        maybe("credentialSchema", in: &value) { ["id": $0.address(), "type": "JsonSchema"] }
        maybe("relatedResource", in: &value) { random in
            ["id": random.address(), "mediaType": random.text(), "digestMultibase": random.text()]
        }
    }
}

// MARK: Values

extension RandomCredential {
    /// Adds a member in one of two cases.
    mutating func maybe(
        _ name: String, in object: inout JSONValue, _ value: (inout RandomCredential) -> JSONValue
    ) {
        if random.isOne(in: 2) { object[name] = value(&self) }
    }

    /// One value, or an array of some.
    mutating func oneOrMany(
        _ range: ClosedRange<Int> = 0...3, _ value: (inout RandomCredential) -> JSONValue
    ) -> JSONValue {
        random.isOne(in: 3) ? value(&self) : many(range, value)
    }

    mutating func many(
        _ range: ClosedRange<Int> = 0...3, _ value: (inout RandomCredential) -> JSONValue
    ) -> JSONValue {
        var values: [JSONValue] = []
        for _ in 0..<random.number(in: range) { values.append(value(&self)) }
        return .array(values)
    }

    /// Text of any kind, but without the control characters that the other side leaves unescaped.
    mutating func text() -> JSONValue {
        var source = RandomJSON(.credential, random)
        let text = source.text()
        random = source.random
        let kept = text.unicodeScalars.filter {
            ($0.value >= 0x20 && $0.value != 0x7F) || "\t\n\r".unicodeScalars.contains($0)
        }
        return .string(
            String(String.UnicodeScalarView(kept)) + random.pick(["", "é", "x\"y", "\\n", "\u{1F600}", "\n"]))
    }

    /// A number that can have a fraction, an exponent, or be an integer in another spelling.
    mutating func number() -> JSONValue {
        var source = RandomJSON(.credential, random)
        let digits = source.number()
        random = source.random
        return .number(random.isOne(in: 2) ? String(random.number(in: 0...120)) : digits)
    }

    mutating func identifier() -> JSONValue {
        .string("urn:uuid:7b1e8c7e-0f61-4d55-9a2b-\(100_000_000_000 + random.number(in: 0...899_999_999_999))")
    }

    mutating func address() -> JSONValue {
        let path = random.pick(["a", "b/c", "é", "x?q=1&r=%20", "p#f", ""])
        return .string("https://\(random.pick(["school", "other"])).example/\(path)")
    }

    mutating func day() -> JSONValue { .string("202\(random.number(in: 0...6))-0\(random.number(in: 1...9))-15") }

    mutating func time() -> JSONValue {
        .string("2026-0\(random.number(in: 1...9))-03T1\(random.number(in: 0...9)):00:00Z")
    }

    /// A text with its language, as VC 2.0 has names and descriptions.
    mutating func words() -> JSONValue {
        oneOrMany(1...3) { random in
            guard random.random.isOne(in: 2) else { return random.text() }
            return ["@value": random.text(), "@language": random.language()]
        }
    }

    mutating func language() -> JSONValue { .string(random.pick(["nl", "en", "fr-BE", "de"])) }

    /// Texts by their language.
    mutating func languageMap() -> JSONValue {
        var map: JSONValue = [:]
        for language in ["nl", "en", "fr-BE"] where random.isOne(in: 2) { map[language] = oneOrMany { $0.text() } }
        return map
    }

    private mutating func status() -> JSONValue {
        var status: JSONValue = [
            "type": "BitstringStatusListEntry", "statusPurpose": random.pick(["revocation", "message"]),
            "statusListIndex": .string(String(random.number(in: 0...131_071))), "statusListCredential": address(),
        ]
        maybe("statusMessage", in: &status) { random in
            random.many { ["status": .string("0x\($0.random.number(in: 0...9))"), "message": $0.text()] }
        }
        maybe("statusSize", in: &status) { .number(String($0.random.number(in: 1...8))) }
        return status
    }

    /// An identifier of a blank node, one of few, so that several places speak of the same.
    mutating func blankNode() -> JSONValue { .string("_:b\(random.number(in: 0...3))") }
}
