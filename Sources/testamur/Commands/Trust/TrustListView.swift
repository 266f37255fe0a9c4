import Credentials
import Encodings
import Registry

/// A verified list as it is shown, at one time.
struct TrustListView {
    let list: IssuerTrustList
    /// What is to become of it, if anything.
    let draft: JSONDocument?
    /// The one institution to show; `nil` for all.
    let only: DID?
    let now: Timestamp
    let language: Language

    /// The institutions to show.
    var issuers: [ListedIssuer] {
        guard let only else { return list.issuers }
        return [list.issuer(Array(only.text.utf8))].compactMap { $0 }
    }

    /// What keeps the list from being current; `nil` for a current one.
    var lapse: TrustError.Code? {
        do throws(TrustError) {
            try list.check(at: now)
            return nil
        } catch {
            return error.code
        }
    }

    /// What the draft changes.
    var changes: ListChanges? {
        guard let draft, draft.root["trustList"]?["sequence"]?.integer == list.sequence + 1 else { return nil }
        return ListChanges(from: list.document.root, to: draft.root)
    }
}

extension TrustListView {
    /// The list for machines.
    var json: JSONValue {
        var value: JSONValue = [
            "authority": [
                "id": .string(list.authority.id), "legalName": .string(list.authority.legalName),
                "jurisdiction": .string(list.authority.jurisdiction),
            ],
            "pin": PinText(pin: list.pin, language: language, terminal: .standard).json, "id": .string(list.id),
            "environment": .string(list.environment.name), "sequence": .number(String(list.sequence)),
            "issued": .string(list.issued.description), "nextUpdate": .string(list.nextUpdate.description),
            "digest": .string(list.digest.multibase), "evaluatedAt": .string(now.description),
            "isCurrent": .boolean(lapse == nil), "isClosed": .boolean(list.isClosed),
            "issuers": .array(issuers.map { json($0) }),
        ]
        value["lapse"] = lapse.map { .string($0.rawValue) }
        value["previousDigest"] = list.previousDigest.map { .string($0.multibase) }
        value["draft"] = changes.map { changes in
            [
                "sequence": .number(String(changes.sequence)),
                "changes": .array(changes.lines(language).map { .string($0) }),
            ]
        }
        return value
    }

    private func json(_ issuer: ListedIssuer) -> JSONValue {
        var value = JSONValue(issuer.node)
        // What holds at the time that is asked about; the states with their times are in the list's own form below it.
        value["state"] = issuer.state(at: now).map { .string($0.kind.rawValue) } ?? .null
        return value
    }
}
