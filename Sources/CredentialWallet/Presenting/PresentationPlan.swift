import Credentials
import Encodings
import Proofs

/// Credentials that the learner wants to show together, and the key that she proves them with.
///
/// Nothing is signed by making one: it says what can be shown, so that a person can be asked first.
public struct PresentationPlan: Sendable {
    /// The credentials, each once, in the order in which they were named.
    public let entries: [WalletEntry]
    /// The key that credentials among them are bound to; `nil` where none is bound to any.
    public let key: KeptKey?
    /// The numbers of the credentials that are bound to no key: whoever has their file can show it.
    public let bearers: [Int]

    let credentials: [PresentedCredential]

    /// Plans a presentation.
    ///
    /// - Parameter keys: The holder's keys.
    /// - Throws: ``WalletError`` with code `damaged`; `notPresentable` for what is no signed credential in JSON, and for
    ///   two forms of one credential; `keyNotHere`; or `differentKeys`.
    public init(_ named: [WalletEntry], keys: [KeptKey]) throws(WalletError) {
        var entries: [WalletEntry] = []
        for entry in named where !entries.contains(where: { $0.digest == entry.digest }) { entries.append(entry) }
        var groups: [(key: KeptKey, numbers: [Int])] = []
        var bearers: [Int] = []
        var credentials: [PresentedCredential] = []
        var contents: Set<[UInt8]> = []
        for entry in entries {
            let document = try Self.document(of: entry)
            do throws(ProofError) {
                credentials.append(try PresentedCredential(document))
            } catch {
                throw Self.refusal(.notPresentable, entry, error.reason)
            }
            guard contents.insert(document.document.root.canonicalBytes(omitting: ["proof"])).inserted else {
                throw Self.refusal(.notPresentable, entry, "expected each credential once, found one in two forms")
            }
            guard let key = try Self.key(of: entry, document, among: keys) else {
                bearers.append(entry.number)
                continue
            }
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].numbers.append(entry.number)
            } else {
                groups.append((key, [entry.number]))
            }
        }
        guard groups.count <= 1 else {
            var error = WalletError(.differentKeys, "expected credentials that are bound to one key")
            error.keyGroups = groups.map(\.numbers)
            throw error
        }
        self.entries = entries
        self.bearers = bearers
        self.credentials = credentials
        key = groups.first?.key
    }

    static func document(of entry: WalletEntry) throws(WalletError) -> ReceivedCredential {
        switch entry.content {
        case .document(let document): return document
        case .unreadable:
            throw refusal(.notPresentable, entry, "expected a credential in JSON, found something else")
        case .altered, .missing:
            throw WalletError(.damaged, "the file of credential \(entry.number) is not what was added")
        }
    }

    /// The key that a credential is bound to, or `nil` where it is bound to none.
    private static func key(
        of entry: WalletEntry, _ document: ReceivedCredential, among keys: [KeptKey]
    ) throws(WalletError) -> KeptKey? {
        var found: KeptKey?
        for subject in document.claims.subjects {
            guard let id = subject["id"] else { continue }
            // Compared with no holder: whatever a key can stand behind counts as bound.
            guard SubjectBinding(id, "") == .other else { continue }
            guard let key = keys.first(where: { SubjectBinding(id, $0.did) == .holder }) else {
                throw refusal(.keyNotHere, entry, "expected a credential that is bound to a key in this wallet")
            }
            guard found == nil || found == key else {
                throw refusal(.notPresentable, entry, "the credential is bound to several keys")
            }
            found = key
        }
        return found
    }

    static func refusal(_ code: WalletError.Code, _ entry: WalletEntry, _ reason: String) -> WalletError {
        var error = WalletError(code, reason)
        error.matches = [entry]
        return error
    }
}
