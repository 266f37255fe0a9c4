import Credentials
import Encodings
import Registry
import Storage

extension Sentence {
    /// What is wrong with a pin or a list.
    init(_ error: TrustError) {
        let own = "error.trust.\(error.code.rawValue)"
        guard !CommandWords.has(own, .english) else {
            self.init(
                own,
                [
                    "reason": HarmlessText(error.reason),
                    "place": HarmlessText(error.pointer.isEmpty ? "/" : JSONPointer.printable(error.pointer)),
                ])
            return
        }
        let code = error.code.rawValue
        let facts = error.facts
        self.init(
            "error.given", ["text": TranslatedText { RegistryMessages.sentence(code, in: $0, facts) }])
    }

    /// What to do about it, as the registry has it.
    init(next error: TrustError) {
        let key = "next.\(error.code.rawValue)"
        self.init("error.given", ["text": TranslatedText { RegistryMessages.sentence(key, in: $0) }])
    }

    /// Why a list cannot be changed so.
    init(editing error: TrustError) {
        if let refusal = error.refusal {
            self.init("error.edit.\(refusal.name)", ["time": refusal.time ?? .earliest])
            add("option", Failure.option(of: error.pointer) ?? JSONPointer.printable(error.pointer))
            if case .unseenCharacter(let found) = refusal { add("found", found) }
            return
        }
        switch error.code {
        case .malformed where error.pointer.hasSuffix("/kid"): self.init("error.keyOfAnother")
        case .malformed, .unreadable, .pinMalformed:
            let place = error.pointer.isEmpty ? "" : " " + JSONPointer.printable(error.pointer)
            self.init(
                "error.notOnAList", ["reason": HarmlessText(error.reason), "place": HarmlessText(place)])
        default: self.init(error)
        }
    }
}

extension Failure {
    /// A pin or a list that is not accepted.
    init(reading error: TrustError, _ path: String) {
        self.init(
            Self.status(error),
            Sentence(
                "error.trustFile",
                ["file": InputName(path), "problem": Sentence(error), "code": error.code.rawValue]),
            hint: Sentence(next: error))
    }

    /// A change of a list that cannot be made.
    init(editing error: TrustError) {
        let fact = Sentence(editing: error)
        if let refusal = error.refusal {
            self.init(.dataError, fact, hint: Sentence("hint.edit.\(refusal.name)"))
            return
        }
        switch error.code {
        case .malformed where error.pointer.hasSuffix("/kid"): self.init(.dataError, fact, hint: "hint.keyOfAnother")
        case .malformed, .unreadable, .pinMalformed:
            let option = Self.option(of: error.pointer)
            self.init(
                .dataError, fact,
                hint: option.map { Sentence("hint.lookAtOption", ["option": $0]) } ?? "hint.lookAtOptions")
        case .historyRewritten: self.init(.dataError, fact, hint: Sentence(Self.wayOn(from: error.pointer)))
        default: self.init(Self.status(error), fact, hint: Sentence(next: error))
        }
    }

    /// How an authority says what it means without taking back what it recorded at a place of the list.
    private static func wayOn(from pointer: String) -> String {
        let names = pointer.split(separator: "/")
        let ways = ["recordedAt": "state", "qualityAssurance": "quality", "recognizedTo": "recognition"]
        return names.suffix(2).reversed().lazy.compactMap { ways[String($0)] }.first.map { "hint.rewriting.\($0)" }
            ?? "hint.listOnlyAdds"
    }

    /// The option whose value stands at a place of the list.
    fileprivate static func option(of pointer: String) -> String? {
        let options = [
            "credentialTypes": "--types", "eqfMin": "--eqf", "eqfMax": "--eqf", "fields": "--fields",
            "jurisdictions": "--country",
            "jurisdiction": "--jurisdiction", "legalBasis": "--legal-basis", "identifiers": "--identifier",
            "alsoKnownAs": "--also-known-as", "legalName": "--name", "name": "--name", "scheme": "--identifier",
            "value": "--identifier", "country": "--country",
            "reason": "--reason", "kid": "--key-id", "publicKeyMultibase": "--key", "keys": "--key",
            "id": "--did", "validFrom": "--from", "validUntil": "--until", "list": "--list-id",
        ]
        return pointer.split(separator: "/").reversed().lazy.compactMap { options[String($0)] }.first
    }

    /// An authority's folder that cannot be read or locked.
    init(authorityFolder error: StorageError) { self.init(reading: error, missing: "hint.authorityFolder") }

    private static func status(_ error: TrustError) -> Status {
        error.code == .cryptographyFailed ? .software : .dataError
    }
}
