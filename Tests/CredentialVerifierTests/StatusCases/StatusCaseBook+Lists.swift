import Encodings
import Registry
import TrustSimulator

/// What can be wrong with a list: its form, who made it, and when.
extension StatusCaseBook {
    mutating func addListForms() throws {
        let place = try Self.place()
        let text = String(decoding: try signed(Self.list()).serialized(), as: UTF8.self)
        add(
            "MALFORMED_VALUE_ERROR-list-json", "The list breaks off.", differs: [place],
            [(place, .string(String(text.dropLast(20))))])
        add(
            "MALFORMED_VALUE_ERROR-list-key-twice", "The list has a member twice.", differs: [place],
            [(place, .string("{\"id\":\"https://other.example/\"," + text.dropFirst()))])
        for (variant, says, pointer, value) in [
            ("list-type", "The list is no status list.", "/type", ["VerifiableCredential"]),
            ("list-subject", "The list has a subject of another type.", "/credentialSubject/type", "StatusList2021"),
            ("list-subjects", "The list has no subject at all.", "/credentialSubject", []),
            ("list-purpose", "The list has no purpose.", "/credentialSubject/statusPurpose", nil),
            ("list-purposes", "The list has an empty list of purposes.", "/credentialSubject/statusPurpose", []),
            ("list-since", "The list does not say from when on.", "/validFrom", nil),
            ("list-until", "The list ends at no time.", "/validUntil", "soon"),
            ("list-ttl", "The list lives for a text.", "/credentialSubject/ttl", "1 day"),
            ("list-values", "The list has no values.", "/credentialSubject/encodedList", nil),
            ("list-number", "The list has a number that is no integer.", "/credentialSubject/ttl", .number("0.5")),
        ] as [(String, String, String, JSONValue?)] {
            try addList("MALFORMED_VALUE_ERROR-\(variant)", says, [(pointer, value)])
        }
        add("STATUS_RETRIEVAL_ERROR", "There is no list.", differs: [place], [(place, nil)])
        try addList(
            "STATUS_LIST_ID_MISMATCH", "The file of the list holds another one of the institution.",
            [("/id", .string(Self.suspensionAddress))])
        let other = "handed/list.json"
        add(
            "STATUS_LIST_ID_MISMATCH-handed-over", "The list that was handed over is another one.",
            like: "valid-handed-over", differs: ["\(other)#/id"],
            [(other, try signed(Self.list().replacing("/id", with: .string(Self.suspensionAddress))))])
    }

    mutating func addAuthorities() throws {
        let place = try Self.place()
        add(
            "STATUS_ISSUER_NOT_AUTHORISED", "Another institution has made the list.",
            differs: ["\(place)#/issuer"], [(place, try signed(Self.list(), by: "college"))])
        add(
            "STATUS_ISSUER_NOT_AUTHORISED-stranger", "Somebody has made the list whom nobody knows.",
            differs: ["\(place)#/issuer"], [(place, try signed(Self.list(), by: "stranger"))])
        let university = trust.university.did
        add(
            "STATUS_VERIFICATION_ERROR-key", "The list is signed with the key for credentials.",
            differs: ["\(place)#/issuer"], [(place, try signed(Self.list(), by: "university"))])
        add(
            "STATUS_VERIFICATION_ERROR-other-issuer", "The list is signed by somebody else than it names.",
            differs: ["\(place)#/issuer"], [(place, try signed(Self.list(), by: "status", as: university))])
        add(
            "STATUS_VERIFICATION_ERROR-altered", "A revocation was taken out after signing.",
            differs: ["\(place)#/proof"],
            [
                (
                    place,
                    try signed(Self.list(set: [Self.index])).replacing(
                        "/credentialSubject/encodedList",
                        with: Self.list().at("/credentialSubject/encodedList"))
                )
            ])
        var unsigned = try signed(Self.list())
        unsigned["proof"] = nil
        add(
            "STATUS_VERIFICATION_ERROR-unsigned", "The list has no proof.", differs: ["\(place)#/proof"],
            [(place, unsigned)])
        try addList(
            "STATUS_VERIFICATION_ERROR-window", "The list is older than the key that signed it.",
            [("/validFrom", "2018-11-21T03:00:00Z")])
        try addList(
            "STATUS_VERIFICATION_ERROR-purpose", "The list tells of suspensions.",
            [("/credentialSubject/statusPurpose", "suspension")])
        let stolen: [(String, JSONValue?)] = [
            ("/credentialSubject/0/keys/1/state", "compromised"),
            ("/credentialSubject/0/keys/1/compromisedSince", "2026-11-21T12:00:00Z"),
        ]
        let list = try trust.signedList(stolen.reduce(trust.lists[1]) { $0.replacing($1.0, with: $1.1) })
        add(
            "STATUS_KEY_COMPROMISED", "Somebody has the key since that day, and could date a list before it.",
            differs: stolen.map { "trust/list.json#\($0.0)" }, [("trust/list.json", list)])
    }

    mutating func addTimes() throws {
        try addList(
            "STATUS_FROM_FUTURE", "The list begins tomorrow.", [("/validFrom", "2026-11-23T03:00:00Z")])
        try addList("STATUS_NO_EXPIRY", "The list does not say until when it is good.", [("/validUntil", nil)])
        add(
            "STATUS_LIST_EXPIRED", "The list was good until a day before.", differs: ["now"],
            now: "2026-12-06T09:00:00Z")
        add(
            "STATUS_STALE", "The list is older than the policy accepts.", differs: ["policy"],
            policy: "name: daily\nbased_on: standard\nmaximum_age: {status_list: 1 day}\n")
        try addList(
            "STATUS_TTL_PASSED", "The institution means to publish a list every hour.",
            [("/credentialSubject/ttl", 3_600_000)], verdict: "valid", notes: ["STATUS_TTL_PASSED"])
        add(
            "STATUS_EQUIVOCATION", "The verifier has seen another list of this very time.", like: "valid-remembering",
            differs: ["\(try memory())#/validFrom", "\(try memory())#/credentialSubject/encodedList"],
            [(try memory(), try signed(Self.list(set: [7])))])
        let name = try String(memory().split(separator: "/")[2])
        add(
            "STATUS_MEMORY_LOST", "A newer list counted in an earlier run, and is not among what was kept.",
            like: "valid-remembering", differs: [try memory(), "state/known.json"],
            [
                (try memory(), nil),
                (
                    "state/known.json",
                    [
                        "indexVersion": 1, "authorities": .array([]), "statusLists": true,
                        "statusTimes": .object([(name: name, value: .string("2026-11-22T03:00:00Z"))]),
                    ]
                ),
            ], notes: ["STATE_DAMAGED"])
        add(
            "STATUS_EQUIVOCATION-handed-over", "Two lists of one time come from two places.",
            differs: ["handed/list.json"], [("handed/list.json", try signed(Self.list(set: [Self.index])))])
        add(
            "STATUS_REVOCATION_REVERSED", "The list takes back the revocation of somebody else.",
            like: "valid-remembering", differs: ["\(try memory())#/credentialSubject/encodedList"],
            [(try memory(), try signed(Self.list(set: [7], since: "2026-11-14T03:00:00Z")))])
        add(
            "STATUS_REVOCATION_REVERSED-own", "The list takes back the revocation of this credential.",
            like: "valid-remembering", differs: ["\(try memory())#/credentialSubject/encodedList"],
            [(try memory(), try signed(Self.list(set: [Self.index], since: "2026-11-14T03:00:00Z")))])
    }
}
