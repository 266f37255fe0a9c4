import Encodings
import TrustSimulator

/// What can be wrong with the entry in a credential.
extension StatusCaseBook {
    mutating func addEntries() throws {
        try addEntry(
            "STATUS_TYPE_UNKNOWN", "The entry is of a kind that nobody knows.", [("/type", "TokenStatusListEntry")],
            model: "TYPE_NOT_MAPPED")
        try addEntry(
            "STATUS_TYPE_UNKNOWN-1edtech", "The entry names a revocation list of 1EdTech.",
            [("/type", "1EdTechRevocationList")], model: "TYPE_NOT_MAPPED")
        try addEntry("MALFORMED_VALUE_ERROR-purpose", "The entry has no purpose.", [("/statusPurpose", nil)])
        try addEntry(
            "MALFORMED_VALUE_ERROR-purpose-array", "The entry has two purposes.",
            [("/statusPurpose", ["revocation", "suspension"])])
        for (variant, says, index) in [
            ("index-number", "The index is a number.", .number("94567")),
            ("index-zero", "The index has a zero in front.", "094567"),
            ("index-sign", "The index has a sign.", "-1"), ("index-empty", "The index is empty.", ""),
            ("index-large", "The index is larger than any.", "2147483648"),
            ("index-long", "The index has eleven digits.", "99999999999"),
        ] as [(String, String, JSONValue)] {
            try addEntry("MALFORMED_VALUE_ERROR-\(variant)", says, [("/statusListIndex", index)])
        }
        for (variant, says, size) in [
            ("size-zero", "A value has no bits.", 0), ("size-nine", "A value has nine bits.", 9),
            ("size-text", "The size is a text.", "1"), ("messages", "A value has two bits, and no messages.", 2),
        ] as [(String, String, JSONValue)] {
            try addEntry("MALFORMED_VALUE_ERROR-\(variant)", says, [("/statusSize", size)])
        }
        for (variant, says, address) in [
            ("address-http", "The list has an address without encryption.", "http://leiehove.example/status/2026-1"),
            ("address-user", "The address names a user.", "https://leiehove.example@status.example/2026-1"),
            ("address-port", "The address names a port.", "https://leiehove.example:8443/status/2026-1"),
            ("address-fragment", "The address names a part.", "https://leiehove.example/status/2026-1#list"),
            ("address-host", "The address names no host.", "https:///status/2026-1"),
            (
                "address-letter", "The address has a letter that looks like another.",
                "https://leiehоve.example/status/2026-1"
            ),
            ("address-file", "The address is that of a file.", "file:///etc/passwd"),
            (
                "address-long", "The address is longer than any.",
                "https://leiehove.example/" + String(repeating: "a", count: 500)
            ),
        ] {
            try addEntry(
                "MALFORMED_VALUE_ERROR-\(variant)", says, [("/statusListCredential", .string(address))])
        }
        add(
            "MALFORMED_VALUE_ERROR-too-many", "The credential has nine entries.",
            differs: ["credential.json#/credentialStatus"],
            [("credential.json", try credential(.array(Array(repeating: Self.entry(), count: 9))))])
        add(
            "STATUS_EMPTY", "The credential has a list of entries with nothing in it.",
            differs: ["credential.json#/credentialStatus"], [("credential.json", try credential([]))],
            model: "VALUE_EMPTY")
        add(
            "STATUS_PURPOSE_UNKNOWN", "What the list tells is not known.",
            differs: ["credential.json#/credentialStatus", "\(try Self.place())#/credentialSubject/statusPurpose"],
            [
                ("credential.json", try credential(Self.entry("parole"))),
                (try Self.place(), try signed(Self.list("parole"))),
            ])
        add(
            "STATUS_TYPE_UNKNOWN-second", "Of two entries the second is of a kind that nobody knows.",
            differs: ["credential.json#/credentialStatus"],
            [
                (
                    "credential.json",
                    try credential([Self.entry(), Self.entry().replacing("/type", with: "TokenStatusListEntry")])
                )
            ], model: "TYPE_NOT_MAPPED")
        add(
            "RANGE_ERROR", "The index lies just behind the end of the list.",
            differs: ["credential.json#/credentialStatus"],
            [("credential.json", try credential(Self.entry(index: "131072")))])
    }
}
