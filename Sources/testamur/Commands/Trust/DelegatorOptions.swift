import ArgumentParser
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry

/// The options that say who delegates.
struct DelegatorOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The institution's private key for delegations.", valueName: "file"),
        completion: .file())
    var signingKey: String

    @Option(
        name: .long,
        help: ArgumentHelp("Who delegates, where no list tells whose the signing key is.", valueName: "did"))
    var by: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How proofs name the signing key, where no list tells: what stands behind '#', or the whole.",
            valueName: "name"))
    var byKeyID: String?

    /// The delegator that the options name.
    func named(_ key: Ed25519PublicKey) throws(Failure) -> NewDelegation.Delegator {
        guard let by else { throw Failure(.dataError, "error.delegation.whose", hint: "hint.delegation.whose") }
        let id = try DID(option: "--by", by)
        let name = byKeyID ?? key.multikey
        guard let method = DIDURL(name.utf8.starts(with: "did:".utf8) ? name : "\(id.text)#\(name)"),
            method.isControlled(by: id)
        else {
            throw Failure(.usage, Sentence("error.keyID", ["found": name]), hint: "hint.keyID")
        }
        return NewDelegation.Delegator(id: id, verificationMethod: method)
    }
}

/// Who delegates with a key, as the lists and delegations at hand tell it.
struct Delegating {
    let delegator: NewDelegation.Delegator
    /// What it may pass on.
    let recognitions: [Recognition]

    /// Looks for a key; `nil` where nobody has it.
    init?(key: Ed25519PublicKey, _ trust: Trust) throws(Failure) {
        let entities =
            trust.lists.flatMap { list in list.issuers.map { (entity: $0, depth: 1) } }
            + trust.delegations.all.map { (entity: $0.entity, depth: $0.depth + 1) }
        var otherPurpose: ListedKey.Purpose?
        for (entity, depth) in entities {
            for listed in entity.keys where listed.publicKey == key {
                guard listed.purpose == .delegate else {
                    otherPurpose = listed.purpose
                    continue
                }
                let name = listed.verificationMethod
                guard let method = DIDURL(name), let id = DID(String(name.prefix { $0 != "#" })) else { continue }
                delegator = NewDelegation.Delegator(id: id, verificationMethod: method, depth: depth)
                recognitions = entity.recognitions.filter(\.mayDelegate)
                return
            }
        }
        if let otherPurpose {
            let purpose = Sentence("error.delegation.purpose.\(otherPurpose.rawValue)")
            throw Failure(
                .dataError, Sentence("error.delegation.otherPurpose", ["purpose": purpose]),
                hint: "hint.delegation.otherPurpose")
        }
        return nil
    }

    /// After a year, or when all that it may pass on ends before.
    func usualEnd(from start: Timestamp) -> Timestamp {
        let usual = Self.usualEnd(from: start)
        let ends = recognitions.map { $0.window.until ?? .latest }
        guard let last = ends.max(), last >= start else { return usual }
        return min(usual, last)
    }

    static func usualEnd(from start: Timestamp) -> Timestamp { start.adding(days: 365) }
}
