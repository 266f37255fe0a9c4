import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import Storage

// What the modules refuse, as sentences; each code of theirs has one in every language.

extension Sentence {
    /// What the file system answered.
    init(_ error: StorageError) {
        let isBare = error.code == .tooLarge && error.limit == nil
        self.init(
            "error.storage.\(error.code.rawValue)" + (isBare ? ".bare" : ""),
            [
                "reason": HarmlessText(error.reason), "path": HarmlessText(error.path), "limit": error.limit ?? 0,
            ])
    }

    /// What is wrong with JSON, with its place.
    init(_ error: JSONError) {
        self.init(
            "error.json.\(error.code.rawValue)",
            [
                "reason": TranslatedText {
                    $0 == .english ? error.description : JSONMessages.reason(error, in: $0)
                }, "byte": error.byteOffset,
                "place": HarmlessText(error.pointer.isEmpty ? "" : ", " + JSONPointer.printable(error.pointer)),
            ])
    }

    /// What is wrong with a key, a key file or a passphrase.
    init(_ error: CryptographyError) {
        self.init("error.key.\(error.code.rawValue)", ["reason": HarmlessText(error.reason)])
    }

    /// What is wrong with a date, a time or an encoding.
    init(_ error: EncodingError) {
        self.init("error.encoding.\(error.code.rawValue)", ["reason": HarmlessText(error.reason)])
    }

    /// What is wrong with a DID document.
    init(_ error: DIDDocumentError) {
        self.init(
            "error.didDocument.\(error.code.rawValue)",
            [
                "reason": HarmlessText(error.reason),
                "place": HarmlessText(error.pointer.isEmpty ? "/" : JSONPointer.printable(error.pointer)),
            ])
    }

    /// What is wrong with a DID.
    init(_ error: IdentifierError) {
        self.init("error.did.\(error.code.rawValue)", ["reason": HarmlessText(error.reason)])
    }
}

extension Failure {
    /// A file that cannot be read.
    init(reading error: StorageError) { self.init(reading: error, missing: "hint.checkName") }

    /// A file that cannot be read, with what to do when it is not there.
    init(reading error: StorageError, missing hint: Sentence) {
        switch error.code {
        // An argument that was not UTF-8 has come to hold this sign, and what it named is perhaps there.
        case .notFound where error.path.unicodeScalars.contains("\u{FFFD}"): self = .nameNotUTF8(error.path)
        case .notFound: self.init(.noInput, Sentence(error), hint: hint)
        case .tooLarge: self.init(.dataError, Sentence(error), hint: "hint.tooLarge")
        case .notPermitted: self.init(.inputOutput, Sentence(error), hint: "hint.notPermitted")
        case .notAFile, .notAFolder, .invalidName: self.init(.noInput, Sentence(error), hint: hint)
        case .locked: self.init(.inputOutput, Sentence(error), hint: "hint.busy")
        default: self.init(.inputOutput, Sentence(error), hint: "hint.disk")
        }
    }

    /// A file that cannot be made.
    init(creating error: StorageError) {
        switch error.code {
        case .alreadyExists: self.init(.cannotCreate, Sentence(error), hint: "hint.nameAnotherFile")
        case .inputOutput, .noSpace: self.init(.inputOutput, Sentence(error), hint: "hint.disk")
        case .notPermitted: self.init(.cannotCreate, Sentence(error), hint: "hint.notPermitted")
        case .locked: self.init(.cannotCreate, Sentence(error), hint: "hint.busy")
        default: self.init(.cannotCreate, Sentence(error), hint: "hint.nameAnotherPlace")
        }
    }

    /// A document that is no strict JSON.
    init(_ error: JSONError, in argument: String, _ fact: String) {
        self.init(
            .dataError, Sentence(fact, ["file": InputName(argument), "problem": Sentence(error)]),
            hint: Self.hint(for: error))
    }

    /// What to do about a document that is no strict JSON.
    static func hint(for error: JSONError) -> Sentence {
        switch error.code {
        case .notUTF8: "hint.json.utf8"
        case .inputTooLarge, .limit: "hint.json.limit"
        case .duplicateKey: "hint.json.duplicate"
        default: "hint.json.original"
        }
    }

    /// A key, a key file or a passphrase that cannot be used.
    init(_ error: CryptographyError, in argument: String? = nil) {
        let problem = Sentence(error)
        let fact =
            argument.map { Sentence("error.inFile", ["file": InputName($0), "problem": problem]) } ?? problem
        switch error.code {
        case .randomnessUnavailable, .libraryFailure, .signSelfCheck:
            self.init(.software, fact, hint: "hint.computer")
        case .wrongPassphrase: self.init(.dataError, fact, hint: "hint.passphrase")
        case .unusablePassphrase: self.init(.dataError, fact, hint: "hint.emptyPassphrase")
        case .keyFileNotEncrypted:
            self.init(.dataError, fact, hint: Sentence("hint.encrypt", ["file": argument ?? "KEY"]))
        case .keyFileAltered, .keyFileTruncated, .keyFileBadBase64, .keyFileBadDER:
            self.init(.dataError, fact, hint: "hint.keyBackup")
        case .keyFileUnsupportedEncryption, .keyFileCostLimit:
            self.init(.dataError, fact, hint: Sentence("hint.encryptAgain", ["file": argument ?? "KEY"]))
        default: self.init(.dataError, fact, hint: "hint.keyForms")
        }
    }
}

/// Whether something is a folder, without an error when it is nothing at all.
enum FileExistence {
    static func isFolder(_ path: String) -> Bool {
        guard let status = try? FileStatus.at(path) else { return false }
        return status.kind == .folder
    }

    static func isFile(_ path: String) -> Bool {
        guard let status = try? FileStatus.at(path) else { return false }
        return status.kind == .file
    }
}

extension Inputs {
    /// What to call an argument in a sentence.
    static func name(_ argument: String) -> String {
        argument.utf8.elementsEqual("-".utf8) ? CommandWords.sentence("standardInput", .spoken) : argument
    }
}
