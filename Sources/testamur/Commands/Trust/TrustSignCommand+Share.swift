import Cryptography
import Encodings
import Registry

extension TrustSignCommand {
    /// Puts one holder's signature on the draft of the next list.
    ///
    /// The first signature fixes the dates and the content; those after it cover the same bytes.
    func signShare() throws {
        let now = try time.now()
        let days = try window.days()
        try RootFolder.changing(folder) { folder in
            let signing = try ListSigning(folder)
            let draft = try signing.draft()
            guard draft != nil || (renew && signing.list != nil) else { throw signing.nothingToDo(isSigning: true) }
            // What `publish` would refuse is not signed: two lists of one number that enough have signed end the use of both.
            if let draft { try signing.checkFollows(draft) }
            let fixed = try signing.fixed(draft, days: days, at: now)
            try signing.checkContent(fixed)
            do throws(JSONError) {
                let document = try JSONDocument(parsing: fixed, limits: .trustList)
                if let list = signing.list { tell(ListChanges(from: list.document.root, to: document.root)) }
            } catch {
                throw Failure(
                    .software, Sentence("error.draftUnreadable", ["problem": Sentence(error)]), hint: "hint.report")
            }
            let key = try KeyFile.open(key, passphrase, language.chosen)
            guard let role = signing.root[.list], role.keys.contains(where: { $0.publicKey == key.publicKey }) else {
                throw Failure(notAmong: [signing.root[.list]].compactMap { $0 }, .list, of: signing.root.version)
            }
            let signed: [UInt8]
            let progress: TrustSignatures.Progress
            do throws(TrustError) {
                signed = try TrustSignatures.adding(key, to: fixed, at: now)
                progress = try TrustSignatures.progress(ofList: signed, under: signing.root)
            } catch {
                throw Failure(editing: error)
            }
            try signing.save(signed)
            ProgressText(progress: [progress], language: language.chosen, terminal: .standard).lines.forEach {
                Output.line($0)
            }
            Output.line()
            Output.line(
                CommandWords.sentence(
                    progress.isMet ? "trust.publishNext" : "trust.shareNext", language.chosen,
                    [("folder", TerminalText(folder.path).description), ("draft", AuthorityFolder.draftName)]))
        }
    }
}
