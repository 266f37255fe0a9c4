import Encodings
import Registry
import TrustSimulator

/// The valid cases, from which the others differ, and what lists answer that are in order.
extension StatusCaseBook {
    private func valid(_ name: String, _ says: String, _ status: JSONValue? = entry()) throws -> TrustCase {
        var new = try trust.valid(name, says)
        new.files.removeAll { $0.name == "credential.json" }
        new.files.append(("credential.json", try credential(status)))
        new.files.append((try Self.place(), try signed(Self.list())))
        new.expected.checks["status"] = "passed STATUS_NOT_REVOKED"
        new.expected.notes = ["DEMONSTRATION_LIST", "SCHEMA_NOT_CHECKED"]
        return new
    }

    mutating func addValid() throws {
        add(try valid("valid", "A verifier with the status list of the day before in its trust folder."))
        var handed = try valid("valid-handed-over", "A verifier that is handed the status list with the credential.")
        handed.files.removeAll { $0.name.hasPrefix("trust/status/") }
        handed.files.append(("handed/list.json", try signed(Self.list())))
        add(handed)
        var remembering = try valid("valid-remembering", "A verifier that has judged by the list of a week before.")
        remembering.files.append((try memory(), try signed(Self.list(since: "2026-11-14T03:00:00Z"))))
        add(remembering)
        var both = try valid(
            "valid-two-purposes", "A credential that can be revoked and suspended.",
            [Self.entry(), Self.entry("suspension", in: Self.suspensionAddress)])
        both.files.append(
            (
                try Self.place(Self.suspensionAddress),
                try signed(Self.list("suspension", at: Self.suspensionAddress))
            ))
        add(both)
        var more = try valid(
            "valid-with-message",
            "A credential for which its institution has a message of two bits beside the revocation.",
            [Self.entry(), Self.messageEntry])
        more.files.append(
            (try Self.place(Self.suspensionAddress), try signed(Self.messageList(value: 0))))
        add(more)
    }

    private static var messageEntry: JSONValue {
        var entry = entry("message", index: "5", in: suspensionAddress)
        entry["statusSize"] = 2
        entry["statusMessage"] = .array(
            ["in order", "the supplement is being mended", "there is an appeal", "ask us"].enumerated().map {
                ["status": .string("0x\($0.offset)"), "message": .string($0.element)]
            })
        return entry
    }

    private static func messageList(value: Int, purpose: String = "message") throws -> JSONValue {
        var values = StatusBitstring(size: 2)
        values.setValue(value, at: 5, size: 2)
        return try list(purpose, at: suspensionAddress).replacing(
            "/credentialSubject/encodedList", with: .string(values.encoded()))
    }

    mutating func addAnswers() throws {
        let encoded = "#/credentialSubject/encodedList"
        let place = try Self.place()
        add(
            "REVOKED", "The bit of the credential is set in the list for revocations.", differs: [place + encoded],
            [(place, try signed(Self.list(set: [Self.index])))], verdict: "invalid", answer: "failed REVOKED")
        add(
            "REVOKED-first-bit", "The very first bit is set, and is the credential's.",
            differs: ["credential.json#/credentialStatus", place + encoded],
            [
                ("credential.json", try credential(Self.entry(index: "0"))),
                (place, try signed(Self.list(set: [0]))),
            ], verdict: "invalid", answer: "failed REVOKED")
        add(
            "REVOKED-stale", "The list has the revocation, and is older than the policy accepts: it was final.",
            differs: [place + encoded, "policy"], [(place, try signed(Self.list(set: [Self.index])))],
            policy: "name: daily\nbased_on: standard\nmaximum_age: {status_list: 1 day}\n", verdict: "invalid",
            answer: "failed REVOKED")
        add(
            "REVOKED-remembered", "Its holder has the list of the day before; the verifier has seen one that revokes.",
            like: "valid-remembering", differs: [try memory() + "#/validFrom", try memory() + encoded],
            [(try memory(), try signed(Self.list(set: [Self.index], since: "2026-11-22T03:00:00Z")))],
            verdict: "invalid", answer: "failed REVOKED", notes: ["STATUS_REPLAY_OLDER"])
        let suspensions = try Self.place(Self.suspensionAddress)
        add(
            "SUSPENDED", "The bit of the credential is set in the list for suspensions.", like: "valid-two-purposes",
            differs: [suspensions + encoded],
            [(suspensions, try signed(Self.list("suspension", at: Self.suspensionAddress, set: [Self.index])))],
            verdict: "invalid", answer: "failed SUSPENDED")
        add(
            "STATUS_REPLAY_OLDER", "The list at hand is older than one that was seen, which has nothing against it.",
            like: "valid-remembering", differs: [try memory() + "#/validFrom", try memory() + encoded],
            [(try memory(), try signed(Self.list(set: [7], since: "2026-11-22T03:00:00Z")))], verdict: "valid",
            notes: ["STATUS_REPLAY_OLDER"])
        add(
            "STATUS_AS_OF", "The list has run out, and the policy asks for what was known on its date.",
            differs: ["now", "policy"], now: "2027-01-10T09:00:00Z", policy: "name: reading room\nbased_on: archive\n",
            verdict: "valid", notes: ["STATUS_AS_OF"])
        add(
            "STATUS_MESSAGE",
            "The institution says something of the credential that does not decide whether it counts.",
            like: "valid-with-message", differs: [suspensions + encoded],
            [(suspensions, try signed(Self.messageList(value: 2)))], verdict: "valid", notes: ["STATUS_MESSAGE"])
        add(
            "STATUS_NOTE_UNREAD", "The list with the message is not at hand.", like: "valid-with-message",
            differs: [suspensions], [(suspensions, nil)], verdict: "valid", notes: ["STATUS_NOTE_UNREAD"])
        let refresh = Self.entry("refresh", in: Self.suspensionAddress)
        add(
            "STATUS_REFRESH", "The institution has a newer credential.",
            differs: ["credential.json#/credentialStatus", suspensions],
            [
                ("credential.json", try credential([Self.entry(), refresh])),
                (suspensions, try signed(Self.list("refresh", at: Self.suspensionAddress, set: [Self.index]))),
            ], verdict: "valid", notes: ["STATUS_REFRESH"])
    }
}
