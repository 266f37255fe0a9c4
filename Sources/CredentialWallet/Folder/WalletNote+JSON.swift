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
        guard node["version"]?.integer == 1, let number = node["number"]?.integer, Self.numbers ~= number,
            let addedAt = node["addedAt"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
            let isAcceptedUnverified = node["acceptedUnverified"]?.boolean
        else { return nil }
        self.init(
            digest: digest, number: number, addedAt: addedAt, verdict: node["verdict"].flatMap { Self.verdict($0) },
            isAcceptedUnverified: isAcceptedUnverified)
    }

    /// What a number can be: far more credentials than a person has, and far from where adding one would overflow.
    static let numbers = 1..<1_000_000_000

    /// A number that none has yet: the one after the greatest, or, where that is none any more, the least that is free.
    static func nextNumber(after taken: Set<Int>) -> Int {
        let next = (taken.max() ?? 0) + 1
        return numbers ~= next ? next : numbers.first { !taken.contains($0) } ?? numbers.lowerBound
    }

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
