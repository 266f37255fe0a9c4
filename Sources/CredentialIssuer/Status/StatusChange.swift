import Encodings
import Registry
import Storage

/// That the status of a credential changed, as an event of the register says it; nothing in it is about a learner.
struct StatusChange: Sendable, Equatable {
    /// The credential.
    let credentialID: String

    /// What the value means.
    let purpose: StatusPurpose

    /// The value from now on.
    let value: Int

    /// Why.
    let reason: StatusReason

    /// The salted digest of a note that is kept beside, if there is one.
    var note: String?
}

/// That a status list was signed to be published, as an event of the register says it.
struct ListPublication: Sendable, Equatable {
    /// The number of the list.
    let list: Int

    /// What its values mean.
    let purpose: StatusPurpose

    /// From when on it says what it says.
    let validFrom: Timestamp

    /// Until when it is good.
    let validUntil: Timestamp

    /// The digest of the list as it was signed.
    let digest: ObjectName
}

extension StatusChange {
    /// Reads the members of an event about `credentialID`.
    init?(_ node: JSONNode, credentialID: String) {
        guard let purpose = node["purpose"]?.string, let value = node["value"]?.integer, (0...255).contains(value),
            let reason = node["reason"]?.string.flatMap({ StatusReason(rawValue: $0) })
        else { return nil }
        self.init(
            credentialID: credentialID, purpose: StatusPurpose(purpose), value: value, reason: reason,
            note: node["note"]?.string)
    }

    /// Adds the members of the event.
    func write(to value: inout JSONValue) {
        value["action"] = "statusChanged"
        value["credential"] = .string(credentialID)
        value["purpose"] = .string(purpose.name)
        value["value"] = .number(String(self.value))
        value["reason"] = .string(reason.rawValue)
        value["note"] = note.map { .string($0) }
    }
}

extension ListPublication {
    /// Reads the members of an event.
    init?(_ node: JSONNode) {
        guard let list = node["list"]?.integer, let purpose = node["purpose"]?.string,
            let from = Self.time(node["validFrom"]), let until = Self.time(node["validUntil"]),
            let digest = node["digest"]?.string.flatMap({ try? ObjectName(hexadecimal: $0) })
        else { return nil }
        self.init(list: list, purpose: StatusPurpose(purpose), validFrom: from, validUntil: until, digest: digest)
    }

    /// Adds the members of the event.
    func write(to value: inout JSONValue) {
        value["action"] = "listPublished"
        value["list"] = .number(String(list))
        value["purpose"] = .string(purpose.name)
        value["validFrom"] = .string(validFrom.description)
        value["validUntil"] = .string(validUntil.description)
        value["digest"] = .string(digest.hexadecimal)
    }

    private static func time(_ node: JSONNode?) -> Timestamp? {
        node?.string.flatMap { try? Timestamp(parsing: $0) }
    }
}
