import Encodings
import Storage

extension WalletNote {
    /// The note as the file beside the credential holds it.
    var json: JSONValue {
        var value: JSONValue = [
            "version": 1, "number": .number(String(number)), "addedAt": .string(addedAt.description),
            "acceptedUnverified": .boolean(isAcceptedUnverified),
        ]
        value["verdict"] = verdict.map { verdict in
            var value: JSONValue = [
                "verdict": .string(verdict.verdict.rawValue), "authentic": .boolean(verdict.isAuthentic),
                "code": .string(verdict.code),
            ]
            value["issuerName"] = verdict.issuerName.map { .string($0) }
            value["evaluatedAt"] = .string(verdict.evaluatedAt.description)
            return value
        }
        return value
    }

    /// Reads a note on the bytes with `digest`; `nil` unless every member that must be there is.
    init?(_ node: JSONNode, digest: ObjectName) {
        guard node["version"]?.integer == 1, let number = node["number"]?.integer, 1..<Self.numberLimit ~= number,
            let addedAt = node["addedAt"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
            let isAcceptedUnverified = node["acceptedUnverified"]?.boolean
        else { return nil }
        self.init(
            digest: digest, number: number, addedAt: addedAt, verdict: node["verdict"].flatMap { Self.verdict($0) },
            isAcceptedUnverified: isAcceptedUnverified)
    }

    /// Far more credentials than a person has, and far from where adding one would overflow.
    private static let numberLimit = 1_000_000_000

    private static func verdict(_ node: JSONNode) -> RecordedVerdict? {
        guard let verdict = node["verdict"]?.string.flatMap({ RecordedVerdict.Verdict(rawValue: $0) }),
            let isAuthentic = node["authentic"]?.boolean, let code = node["code"]?.string,
            let evaluatedAt = node["evaluatedAt"]?.string.flatMap({ try? Timestamp(parsing: $0) })
        else { return nil }
        return RecordedVerdict(
            verdict, isAuthentic: isAuthentic, code: code, issuerName: node["issuerName"]?.string,
            evaluatedAt: evaluatedAt)
    }
}
