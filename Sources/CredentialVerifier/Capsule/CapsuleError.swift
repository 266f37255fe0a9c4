public import Credentials
import Encodings

/// Why something is no capsule, or one that was damaged: nothing in it is judged then.
public struct CapsuleError: Error, Sendable {
    /// The stable name of a reason.
    public enum Code: String, Sendable, CaseIterable {
        /// It ends in the middle.
        case truncated = "CAPSULE_TRUNCATED"
        /// It is no strict JSON.
        case unreadable = "CAPSULE_UNREADABLE"
        /// It is larger than a capsule may be.
        case tooLarge = "CAPSULE_TOO_LARGE"
        /// A document in it is larger than such a document may be.
        case documentTooLarge = "CAPSULE_DOCUMENT_TOO_LARGE"
        /// It holds more documents than a capsule may.
        case tooMany = "CAPSULE_TOO_MANY"
        /// It was made by a later version of this form.
        case versionUnknown = "CAPSULE_VERSION_UNKNOWN"
        /// It has a member that this version of the form does not.
        case memberUnknown = "CAPSULE_MEMBER_UNKNOWN"
        /// A member that it must have is not there.
        case memberMissing = "CAPSULE_MEMBER_MISSING"
        /// A member is not of the kind that it must be.
        case memberMalformed = "CAPSULE_MEMBER_MALFORMED"
        /// A document has a name that no capsule gives, or stands at another place than its name has.
        case nameMalformed = "CAPSULE_NAME_MALFORMED"
        /// A document stands in it twice.
        case duplicate = "CAPSULE_DUPLICATE"
        /// A document is another one than when the capsule was made.
        case damaged = "CAPSULE_DAMAGED"
        /// A document was left out, added, or taken from another capsule.
        case mixed = "CAPSULE_MIXED"
        /// A document in it is a capsule itself.
        case nested = "CAPSULE_NESTED"
        /// It holds no credential.
        case noCredential = "CAPSULE_NO_CREDENTIAL"
        /// It is the table of contents of a folder, without the folder.
        case folderForm = "CAPSULE_FOLDER_FORM"
        /// A file that the table of contents names is not in the folder.
        case fileMissing = "CAPSULE_FILE_MISSING"
        /// What stands in the folder under a name is no plain file that can be read.
        case fileUnreadable = "CAPSULE_FILE_UNREADABLE"
        /// What was packed is not worth as much alone as it was before.
        case notAlone = "CAPSULE_NOT_ALONE"
        /// The cryptographic library did not do its work.
        case libraryFailure = "CAPSULE_LIBRARY_FAILURE"
    }

    /// What is wrong.
    public let code: Code
    /// The JSON pointer of what is wrong in the capsule or its table of contents; empty for all of it.
    public let pointer: String
    /// What the sentence names.
    public let facts: [(name: String, value: Fact)]

    /// What was packed is not worth as much alone as it was before.
    public static let notAlone = CapsuleError(.notAlone)

    init(_ code: Code, at pointer: String = "", _ facts: [(name: String, value: Fact)] = []) {
        self.code = code
        self.pointer = pointer
        self.facts = facts + [("place", .text(pointer.isEmpty ? "/" : JSONPointer.printable(pointer)))]
    }

    init(_ code: Code, at pointer: String = "", file: CapsuleName, _ facts: [(name: String, value: Fact)] = []) {
        self.init(code, at: pointer, [("file", .text(file.text))] + facts)
    }

    /// One sentence that tells what was expected and what was found, for those who build on this.
    public var reason: String { message(in: .english) }

    /// What is wrong, as a sentence.
    public func message(in language: Language) -> String {
        Check(.format, .failed, code.rawValue, facts).message(in: language)
    }

    /// What to do about it.
    public func nextStep(in language: Language) -> String {
        Words.sentence("next.\(code.rawValue)", language, facts)
    }

    /// Whether a later version of the program may read what this one does not.
    public var isUndecided: Bool { code == .versionUnknown || code == .libraryFailure }
}

extension CapsuleError: Equatable {
    /// Whether two refusals have the same code; their words do not count.
    public static func == (left: CapsuleError, right: CapsuleError) -> Bool { left.code == right.code }
}

extension CapsuleError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String {
        pointer.isEmpty
            ? "\(reason) (\(code.rawValue))" : "\(reason) (at \(JSONPointer.printable(pointer)); \(code.rawValue))"
    }
}
