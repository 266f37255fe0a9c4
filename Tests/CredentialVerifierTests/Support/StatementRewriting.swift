import Encodings
import TestSupport

/// Writes a signed credential otherwise, at random, without changing one of its statements.
struct StatementRewriting {
    private var random: SeededGenerator

    /// Members whose arrays are lists, and those whose values are no nodes or texts of their own.
    private static let ordered: Set<String> = [
        "learningOutcomes", "awardingBodies", "assessments", "components", "allowedValue", "@list", "@context",
    ]
    private static let plain: Set<String> = [
        "id", "@id", "@value", "@language", "@type", "type", "proof", "@context", "titleTranslations",
        "verifiableCredential",
    ]

    init(_ random: inout SeededGenerator) {
        self.random = SeededGenerator(seed: Int(truncatingIfNeeded: random.next() >> 1))
    }

    /// The credential in another form.
    mutating func rewrite(_ credential: JSONValue) -> JSONValue {
        var value = credential
        let proof = value["proof"]
        value["proof"] = nil
        var contexts: [JSONValue] = []
        if random.isOne(in: 2) { value = hideEnd(value, &contexts) }
        if random.isOne(in: 2) { value = nest(value, &contexts) }
        if random.isOne(in: 2) { value = include(value) }
        if random.isOne(in: 2) { value = translate(value) }
        value = shuffle(value, in: "", isTop: true)
        if case .array(let entries)? = value["@context"] { value["@context"] = .array(entries + contexts) }
        value["proof"] = proof
        return value
    }

    /// Gives the end of validity another name.
    private mutating func hideEnd(_ value: JSONValue, _ contexts: inout [JSONValue]) -> JSONValue {
        guard let end = value["validUntil"] else { return value }
        var copy = value
        copy["validUntil"] = nil
        let type: JSONValue = "http://www.w3.org/2001/XMLSchema#dateTime"
        if random.isOne(in: 2) {
            contexts.append(["until": ["@id": "https://www.w3.org/2018/credentials#validUntil", "@type": type]])
            copy["until"] = end
        } else {
            copy["https://www.w3.org/2018/credentials#validUntil"] = ["@value": end, "@type": type]
        }
        return copy
    }

    /// Puts some members of the credential, its subject or its achievement under a name that means nothing.
    private mutating func nest(_ value: JSONValue, _ contexts: inout [JSONValue]) -> JSONValue {
        contexts.append(["box": "@nest"])
        let path = random.pick(["", "credentialSubject", "credentialSubject/achievement"])
        return value.replacing(path) { part in
            guard case .object(let members)? = part else { return part }
            var (kept, nested): ([(name: String, value: JSONValue)], [(name: String, value: JSONValue)]) = ([], [])
            for member in members {
                let isFixed = Self.plain.contains(member.name) || member.name.hasPrefix("@")
                if isFixed || random.isOne(in: 2) { kept.append(member) } else { nested.append(member) }
            }
            return .object(kept + [("box", .object(nested))])
        }
    }

    /// Says some of what the credential says in another place, of the same identifier.
    private mutating func include(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value, let id = value["id"] else { return value }
        let fixed = Self.plain.union(["box", "until"])
        var part: [(name: String, value: JSONValue)] = [
            ("id", id), ("type", ["VerifiableCredential", "OpenBadgeCredential"]),
        ]
        var kept: [(name: String, value: JSONValue)] = []
        for member in members {
            if fixed.contains(member.name) || member.name.hasPrefix("@") || random.isOne(in: 2) {
                kept.append(member)
            } else {
                part.append(member)
            }
        }
        return .object(kept + [("@included", .array([.object(part)]))])
    }

    /// Writes a language map as texts with their languages.
    private mutating func translate(_ value: JSONValue) -> JSONValue {
        value.replacing("credentialSubject/achievement") { achievement in
            guard var achievement, case .object(let texts)? = achievement["titleTranslations"] else {
                return achievement
            }
            achievement["titleTranslations"] = nil
            achievement["http://purl.org/dc/terms/alternative"] = .array(
                texts.map { ["@value": $0.value, "@language": .string($0.name)] })
            return achievement
        }
    }

    /// Shuffles members and arrays, adds and takes away brackets, and writes keywords for their aliases.
    private mutating func shuffle(_ value: JSONValue, in name: String, isTop: Bool = false) -> JSONValue {
        switch value {
        case .array(let elements):
            var changed: [JSONValue] = []
            for element in elements {
                changed.append(shuffle(element, in: Self.ordered.contains(name) ? "@list" : name))
            }
            if !Self.ordered.contains(name), name != "@context" { changed.shuffle(using: &random) }
            if changed.count == 1, name != "@included", random.isOne(in: 2) { return changed[0] }
            return .array(changed)
        case .object(let members):
            var changed: [(name: String, value: JSONValue)] = []
            for member in members {
                var name = member.name
                let isFixed = Self.plain.contains(name)
                var value = isFixed ? member.value : shuffle(member.value, in: name)
                if (name == "id" || name == "type"), random.isOne(in: 3) { name = "@" + name }
                let mayBeWrapped =
                    !isFixed && !name.hasPrefix("@") && !Self.ordered.contains(name) && name != "box"
                if mayBeWrapped, random.isOne(in: 3) {
                    if case .array = value {} else { value = .array([value]) }
                }
                changed.append((name, value))
            }
            // A context stands where it is, before what it is about, only for the eyes of people.
            changed.shuffle(using: &random)
            return .object(changed)
        default: return value
        }
    }
}
