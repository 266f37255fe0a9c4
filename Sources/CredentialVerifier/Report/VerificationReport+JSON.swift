public import Credentials
import Cryptography
public import Encodings
import Registry

extension VerificationReport {
    /// The report as a JSON value, for machines; its members are stable.
    ///
    /// - Parameters:
    ///   - inputName: What the caller calls the input, for example a file name.
    ///   - language: The language of the messages; the codes are the same in all.
    public func json(inputName: String, language: Language = .english) -> JSONValue {
        var value: JSONValue = ["reportVersion": 1, "input": .string(inputName)]
        value["inputDigest"] = digest.map { .string($0) }
        value["verdict"] = .string(verdict.rawValue)
        value["headline"] = .string(headline(in: language))
        value["checks"] = .array(checks.map { $0.json(language) })
        if isAuthentic, let claims {
            value["credential"] = Self.credential(claims)
        }
        value["issuer"] = issuer.map { issuer in
            var value: JSONValue = [
                "id": .string(issuer.id), "name": .string(issuer.legalName), "listedIn": .string(issuer.listID),
            ]
            if !issuer.delegations.isEmpty {
                value["delegatedBy"] = .array(
                    issuer.delegatedBy.map { ["id": .string($0.id), "name": .string($0.legalName)] })
                value["delegatedUntil"] = issuer.delegations.last.map { .string($0.validUntil.description) }
            }
            return value
        }
        if isPresentation {
            value["presentation"] = presentation?.json
            value["credentials"] = .array(
                credentials.enumerated().map { index, report in
                    report.json(inputName: "\(inputName)#\(index + 1)", language: language)
                })
        }
        value["policy"] = .string(policy)
        value["evaluatedAt"] = .string(evaluatedAt.description)
        var asOf: JSONValue = .object([])
        asOf["trustList"] = issuer.map { .string($0.listIssued.description) }
        asOf["trustListStated"] = issuer?.list.statement(knownAt: evaluatedAt).map { .string($0.issued.description) }
        asOf["status"] = statusAsOf.map { .string($0.description) }
        if let capsule {
            if let age = capsule.age {
                asOf["trustKnown"] = .string(age.known.description)
                asOf["trustAgeSeconds"] = .number(String(age.seconds))
                asOf["trustAgeLimitSeconds"] = age.limit.map { .number(String($0.seconds)) }
            }
            value["capsule"] = [
                "credentialDigest": Self.digest(of: capsule.credential).map { .string($0) } ?? .null,
                "statusLists": .number(String(capsule.statusListCount)),
            ]
        }
        value["asOf"] = asOf
        value["carrier"] = carrier?.json
        value["notes"] = .array(
            notes.map { ["code": .string($0.code), "message": .string($0.message(in: language))] })
        return value
    }

    /// The SHA-256 multihash of the received bytes, in base64url multibase.
    public var digest: String? { Self.digest(of: input) }

    private static func digest(of bytes: [UInt8]) -> String? {
        guard let hash = try? SHA256.hash(bytes) else { return nil }
        return try? Multihash(.sha256, digest: hash).multibase
    }

    private static func credential(_ claims: CredentialView) -> JSONValue {
        var value: JSONValue = .object([])
        value["id"] = claims.id.map { .string($0) }
        value["types"] = .array(claims.types.map { .string($0) })
        let view = AchievementView(claims)
        value["title"] = view.title(in: .english).map { .string($0) }
        value["originalTitle"] = view.originalTitle(in: .english).map { .string($0) }
        return value
    }
}

extension Check {
    func json(_ language: Language) -> JSONValue {
        var value: JSONValue = [
            "name": .string(name.rawValue), "outcome": .string(outcome.rawValue), "code": .string(code),
            "message": .string(message(in: language)),
        ]
        value["pointer"] = pointer.isEmpty ? nil : .string(pointer)
        // A check that failed for one reason has told it already.
        if findings.count > 1 || (outcome != .failed && !findings.isEmpty) {
            value["findings"] = .array(
                findings.map { finding in
                    [
                        "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
                        "pointer": .string(finding.place), "message": .string(message(of: finding, in: language)),
                    ]
                })
        }
        return value
    }
}
