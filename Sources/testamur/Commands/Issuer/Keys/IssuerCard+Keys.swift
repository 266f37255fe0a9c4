import CredentialIssuer
import Credentials
import Cryptography
import Encodings

/// What an authority is told of an institution's keys.
extension IssuerCard {
    /// What the authority runs to put a key of an institution that it knows on its list.
    func addKeyCommand(_ key: InstitutionKey) -> String {
        var words = ["testamur", "trust", "add-key", "AUTHORITY-FOLDER", "--did", folder.profile.id.text]
        words += ["--key", key.publicKey.multikey]
        if key.verificationMethod.did != folder.profile.id {
            words += ["--key-id", key.verificationMethod.text]
        } else if let fragment = key.verificationMethod.fragment, fragment != key.publicKey.multikey {
            words += ["--key-id", fragment]
        }
        if let from = key.from { words += ["--from", KeyPlaceText.time(from)] }
        if key.purpose == .status { words += ["--key-purpose", "status"] }
        return Self.shellLine(words)
    }

    /// What the authority runs for a key that has an end: that others may have it, or that it is used no more.
    func endCommands(for key: InstitutionKey) -> [String] {
        let words = ["testamur", "trust"]
        let name = ["AUTHORITY-FOLDER", "--key", key.verificationMethod.text]
        if let since = key.compromisedSince {
            return [Self.shellLine(words + ["compromise-key"] + name + ["--since", KeyPlaceText.time(since)])]
        }
        guard let until = key.until else { return [] }
        // The list counts the last second; a key is used until the one after it.
        let last = until.adding(seconds: -1)
        let time = last == Timestamp(endOf: last.date) ? last.date.description : last.description
        return [Self.shellLine(words + ["retire-key"] + name + ["--until", time])]
    }

    /// Advice after a key was added.
    func steps(for key: InstitutionKey) -> [String] {
        var lines = wrapped("issuer.key.tellAuthority") + ["", "  " + addKeyCommand(key), ""]
        if documentAddress != nil {
            lines += wrapped("issuer.key.publish", [("file", documentPath), ("address", documentAddress ?? "")]) + [""]
        }
        return lines + advice(on: key)
    }

    /// Advice after the use of a key was ended; where it is a part of other advice, the lines alone.
    func steps(ending key: InstitutionKey, isPart: Bool = false) -> [String] {
        let commands = endCommands(for: key).map { "  " + $0 }
        guard !commands.isEmpty else { return [] }
        return isPart ? commands : wrapped("issuer.key.tellEnd") + [""] + commands
    }

    /// The file with the DID document.
    var documentPath: String { path(Self.documentName) }
}
