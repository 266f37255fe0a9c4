import CredentialIssuer
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import HardwareKeys
import Proofs
import Registry

/// The keys that an institution signs with.
enum IssuingKey {
    /// Asks for the passphrase, and opens the key for credentials.
    static func unlock(
        _ folder: IssuerFolder, _ passphrase: PassphraseOption, _ language: Language, at now: Timestamp = Clock.now
    ) throws -> any CredentialSigner {
        try unlock(folder.profile.issueKey, in: folder, passphrase, language, at: now)
    }

    /// Asks for the passphrase of a key, or for the PIN of its device, and opens it; one that is not in force is refused
    /// before anybody types anything.
    static func unlock(
        _ key: InstitutionKey, in folder: IssuerFolder, _ passphrase: PassphraseOption, _ language: Language,
        at now: Timestamp
    ) throws -> any CredentialSigner {
        try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try key.requireInForce(at: now) }
        let name = TerminalText(folder.profile.legalName(in: language)).description
        if case .device(let address) = key.place {
            let device = try KeyDevice(address, passphrase, language)
            let signer = try device.signer()
            guard signer.publicKey == key.publicKey else {
                throw Failure(
                    .dataError, Sentence("error.device.otherKey", ["key": key.verificationMethod.text]),
                    hint: "hint.device.otherKey")
            }
            return signer
        }
        let question = key.purpose == .issue ? "issuer.passphrase" : "issuer.statusPassphrase"
        let secret = try passphrase.existing(CommandWords.sentence(question, language, [("name", name)]))
        return try Waiting.tell(CommandWords.sentence("key.unlocking", language)) {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                key.purpose == .issue
                    ? try folder.privateKey(passphrase: secret) : try folder.statusKey(passphrase: secret)
            }
        }
    }
}

/// The list of an authority on which an institution must stand for what it issues.
enum TrustStanding {
    /// The list in a trust folder that knows a key of the institution, itself or by a delegation, or the first one; with
    /// the delegations at hand.
    static func find(_ trust: String?, _ profile: IssuerProfile) throws -> DelegationBook? {
        guard let trust else { return nil }
        let loaded = try TrustSource.option.load(trust)
        let methods = ([profile.issueKey] + profile.keys).filter { $0.purpose == .issue }
            .map(\.verificationMethod.text)
        let books = loaded.lists.map { DelegationBook($0, loaded.delegations) }
        let own =
            books.first { book in methods.contains { book.list.publicKey(for: $0) != nil } }
            ?? books.first { book in methods.contains { !book.publicKeys(for: $0).isEmpty } }
        guard let book = own ?? books.first else {
            guard let problem = loaded.problems.first else {
                throw Failure(.noInput, Sentence("error.noTrustList", ["folder": trust]), hint: "hint.getList")
            }
            throw Failure(reading: problem, trust)
        }
        return book
    }

    /// The folder with the keys that sign at the time `now`, and the list on which it must stand.
    ///
    /// A key that is new waits until the list has it, as long as the one before it may sign.
    static func signing(
        _ folder: IssuerFolder, _ trust: String?, at now: Timestamp
    ) throws -> (folder: IssuerFolder, standing: DelegationBook?) {
        let book = try find(trust, folder.profile)
        let chosen = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.signing(at: now) { key in book.map { key.standing(on: $0, at: now) == .inForce } ?? true }
        }
        return (chosen, book)
    }
}

extension InstitutionKey {
    /// What a trust list has about the key.
    enum Listing: Equatable {
        /// Nothing, or another key of its name.
        case absent
        /// It is on the list, and may sign.
        case inForce
        /// It is on the list, and its time there has not come.
        case later(Timestamp)
        /// It is on the list, and its time there is over.
        case ended(Timestamp?)
        /// The list says that somebody else has it.
        case compromised(Timestamp)
    }

    /// What a list has about the key, or a delegation where the list does not name the institution.
    func standing(on book: DelegationBook, at now: Timestamp) -> Listing {
        guard let entry = book.list.issuer(Array(verificationMethod.did.text.utf8)) else {
            return book.publicKeys(for: verificationMethod.text).contains(publicKey) ? .inForce : .absent
        }
        let name = Array(verificationMethod.text.utf8)
        let purpose: ListedKey.Purpose = purpose == .issue ? .issue : .status
        guard
            let listed = entry.keys.first(where: {
                $0.methodBytes == name && $0.publicKey == publicKey && $0.purpose == purpose
            })
        else { return .absent }
        if let since = listed.compromisedSince { return .compromised(since) }
        if listed.window.from > now { return .later(listed.window.from) }
        return listed.window.contains(now) ? .inForce : .ended(listed.window.until)
    }
}
