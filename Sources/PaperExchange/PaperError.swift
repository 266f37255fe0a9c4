/// Why a picture, a code or a PDF could not be made or read.
///
/// Two errors are equal when their codes are equal.
public struct PaperError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// A text is longer than a QR code can hold.
        case codeTooLong = "PAPER_CODE_TOO_LONG"
        /// No font on this machine has some characters of a certificate.
        case missingCharacters = "PAPER_CHARACTERS_MISSING"
        /// The description of a certificate cannot be used.
        case sheet = "PAPER_SHEET"
        /// The bytes are neither PNG, JPEG nor PDF.
        case unknownFormat = "PAPER_FORMAT_UNKNOWN"
        /// A picture is damaged, or not written as its format says.
        case damagedPicture = "PAPER_PICTURE_DAMAGED"
        /// A picture has more dots, or a file more bytes, than are accepted.
        case tooLarge = "PAPER_TOO_LARGE"
        /// A picture has no QR code that can be read.
        case noCode = "PAPER_NO_CODE"
        /// A PDF is damaged, or not written as its format says.
        case damagedPDF = "PAPER_PDF_DAMAGED"
        /// A PDF is locked with a password.
        case encryptedPDF = "PAPER_PDF_ENCRYPTED"
        /// A PDF has more attached files than are accepted, or a tree of them without an end.
        case tooManyAttachments = "PAPER_PDF_ATTACHMENTS"
        /// A PDF has neither attached files nor pictures with codes.
        case nothingAttached = "PAPER_PDF_NOTHING_ATTACHED"
        /// More than one credential is attached to a PDF, or on one picture.
        case severalDocuments = "PAPER_SEVERAL_DOCUMENTS"
        /// The codes on a picture hold something else than a credential.
        case otherCode = "PAPER_OTHER_CODE"
        /// The pictures in a PDF are compressed in a way that is not read here.
        case unreadablePages = "PAPER_PDF_PICTURES"
        /// A request, or an answer to one, is not written as the two programs write to each other.
        case exchange = "PAPER_EXCHANGE"
        /// The program that makes and reads paper is not there.
        case programMissing = "PAPER_PROGRAM_MISSING"
        /// The program that makes and reads paper did not do its work.
        case programFailed = "PAPER_PROGRAM_FAILED"
        /// What was given takes more time or memory than is accepted.
        case tooMuchWork = "PAPER_TOO_MUCH_WORK"
        /// A library of the system did not do what it says.
        case library = "PAPER_LIBRARY"
    }

    /// What is wrong.
    public let code: Code

    /// What it is about, for example the characters that are missing or a limit, where a message should name it.
    public let subject: String

    /// Names what is wrong, and what it is about.
    public init(_ code: Code, _ subject: String = "") {
        self.code = code
        self.subject = subject
    }
}

extension PaperError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: PaperError, right: PaperError) -> Bool { left.code == right.code }
}
