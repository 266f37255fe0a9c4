import PaperExchange

extension Failure {
    /// Paper that cannot be made or read.
    ///
    /// - Parameter file: What the failure is about: the file that was read, or the credential that was to be printed.
    init(paper error: PaperError, _ file: String) {
        let code = error.code.rawValue
        self.init(
            Self.status(error.code),
            Sentence("paper.error.\(code)", ["file": InputName(file), "subject": error.subject]),
            hint: Sentence("paper.hint.\(code)", ["program": PaperProcess.name, "subject": error.subject]))
    }

    private static func status(_ code: PaperError.Code) -> Status {
        switch code {
        case .exchange, .programMissing, .programFailed, .library, .sheet: .software
        case .codeTooLong, .missingCharacters, .unknownFormat, .damagedPicture, .tooLarge, .noCode, .damagedPDF,
            .encryptedPDF, .tooManyAttachments, .nothingAttached, .unreadablePages, .tooMuchWork, .severalDocuments,
            .otherCode:
            .dataError
        }
    }
}
