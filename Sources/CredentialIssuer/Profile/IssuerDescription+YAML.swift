import Credentials
import Cryptography
import Encodings

extension IssuerDescription {
    /// The content of `issuer.yaml` for an institution with this key.
    ///
    /// Every text is quoted, so that no word of an institution is taken for anything but text.
    func file(
        verificationMethod: DIDURL, publicKey: Ed25519PublicKey, device: String? = nil, status: NewStatusLists? = nil,
        createdAt now: Timestamp
    ) -> [UInt8] {
        var lines = [
            "# Who issues. Texts can be changed; the next credential says what stands here then.",
            "format: \(IssuerProfile.format)", "version: 1", "created: \(Self.quoted(now.description))", "",
            "# These three belong to the key in \(device == nil ? "keys/issue.pem" : "the device") and to the entry in a trust list.",
            "id: \(Self.quoted(verificationMethod.did.text))",
            "verification_method: \(Self.quoted(verificationMethod.text))",
            "public_key: \(Self.quoted(publicKey.multikey))",
        ]
        if let device {
            lines += ["# Where the device is asked for it. The path of the driver can be another on another machine."]
            lines += ["key_device: \(Self.quoted(device))"]
        }
        lines += [
            "", "# In one language or more; the first is used where a credential is in another.", "legal_name:",
        ]
        lines += legalName.map { "  \(Self.quoted($0.language)): \(Self.quoted($0.text))" }
        lines += ["", "# By name, code or address in the European lists."]
        lines += Self.list("countries", countries) + Self.list("regions", regions)
        lines += Self.contact([("url", url), ("email", email)])
        let address = Self.contact([("street", street), ("postal_code", postalCode), ("locality", locality)])
        if !address.isEmpty { lines += ["address:"] + address.map { "  " + $0 } }
        lines += Self.list("registrations", registrations.map { [("scheme", $0.scheme), ("value", $0.value)] })
        lines += ["", "# What follows counts for specifications that say nothing about it."]
        lines += Self.contact([("sector", sector)])
        lines += Self.list("awarding_bodies", awardingBodies.map(\.members))
        lines += Self.list("quality_assurance", qualityAssurance.map(\.members))
        lines += [
            "", "# The fields of study (ISCED-F) that you are authorised for; specifications in others give a warning.",
            "# authorised_fields: [\"01\", \"0613\"]",
        ]
        if let status { lines += [""] + status.lines(for: verificationMethod.did) }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    typealias Member = (name: String, text: String?)

    private static func contact(_ members: [Member]) -> [String] {
        members.compactMap { member in member.text.map { "\(member.name): \(quoted($0))" } }
    }

    private static func list(_ name: String, _ texts: [String]) -> [String] {
        texts.isEmpty ? [] : ["\(name):"] + texts.map { "  - \(quoted($0))" }
    }

    private static func list(_ name: String, _ objects: [[Member]]) -> [String] {
        guard !objects.isEmpty else { return [] }
        return ["\(name):"]
            + objects.flatMap { members in
                contact(members).enumerated().map { index, line in (index == 0 ? "  - " : "    ") + line }
            }
    }

    /// A text in quotation marks: JSON's form is one of YAML's.
    static func quoted(_ text: String) -> String {
        String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
    }
}

extension IssuerDescription.Body {
    fileprivate var members: [IssuerDescription.Member] {
        [("id", id), ("legal_name", legalName), ("registration", registration), ("country", country)]
    }
}

extension IssuerDescription.Assurance {
    fileprivate var members: [IssuerDescription.Member] {
        [
            ("type", type), ("scope", scope), ("body", body), ("basis", basis), ("report", report),
            ("valid_from", validFrom), ("valid_until", validUntil),
        ]
    }
}
