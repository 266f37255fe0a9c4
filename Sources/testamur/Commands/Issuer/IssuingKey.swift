import CredentialIssuer
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry

/// The key that an institution issues with.
enum IssuingKey {
    /// Asks for the passphrase, and opens the key file.
    static func unlock(
        _ folder: IssuerFolder, _ passphrase: PassphraseOption, _ language: Language
    ) throws -> Ed25519PrivateKey {
        let name = TerminalText(folder.profile.legalName(in: language)).description
        let secret = try passphrase.existing(CommandWords.sentence("issuer.passphrase", language, [("name", name)]))
        return try Waiting.tell(CommandWords.sentence("key.unlocking", language)) {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.privateKey(passphrase: secret)
            }
        }
    }
}

/// The list of an authority on which an institution must stand for what it issues.
enum TrustStanding {
    /// The list in a trust folder that knows the issuer's key, itself or by a delegation, or the first one; with the
    /// delegations at hand.
    static func find(_ trust: String?, _ profile: IssuerProfile) throws -> DelegationBook? {
        guard let trust else { return nil }
        let loaded = try TrustSource.option.load(trust)
        let method = profile.verificationMethod.text
        let books = loaded.lists.map { DelegationBook($0, loaded.delegations) }
        let own =
            books.first { $0.list.publicKey(for: method) != nil } ?? books.first { $0.publicKey(for: method) != nil }
        guard let book = own ?? books.first else {
            guard let problem = loaded.problems.first else {
                throw Failure(.noInput, Sentence("error.noTrustList", ["folder": trust]), hint: "hint.getList")
            }
            throw Failure(reading: problem, trust)
        }
        return book
    }
}
