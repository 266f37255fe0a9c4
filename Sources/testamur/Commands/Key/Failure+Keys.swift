import Cryptography
import Encodings
import Storage

extension Failure {
    /// A key, a key file or a passphrase that cannot be used.
    init(_ error: CryptographyError, in name: String? = nil) {
        let fact = (name.map { $0 + ": " } ?? "") + error.reason
        switch error.code {
        case .randomnessUnavailable, .libraryFailure, .signSelfCheck: self.init(.software, fact)
        case .wrongPassphrase:
            self.init(.dataError, fact, hint: "mind capital letters and the layout of the keyboard, and try again")
        case .unusablePassphrase: self.init(.dataError, fact)
        case .keyFileNotEncrypted:
            self.init(
                .dataError, fact, hint: "encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out encrypted.pem")
        case .keyFileAltered: self.init(.dataError, fact, hint: "take the key file from your backup")
        default: self.init(.dataError, fact)
        }
    }

    /// A file that cannot be made.
    init(creating error: StorageError) {
        switch error.code {
        case .alreadyExists:
            self.init(.cannotCreate, error.reason, hint: "name another file, or move the one that is there away")
        case .inputOutput, .noSpace: self.init(.inputOutput, error.reason)
        default: self.init(.cannotCreate, error.reason)
        }
    }
}
