import Credentials
import Encodings
import Proofs
import Registry

/// The editor of a folder's next list, which goes on with the draft that is there.
struct DraftEditor {
    private var editor: TrustListEditor
    private let pin: TrustPin
    private let root: TrustRoot?
    private let list: IssuerTrustList

    init(_ folder: AuthorityFolder, at now: Timestamp) throws(Failure) {
        let draft = try folder.draft()
        (pin, root, list) = (folder.pin, folder.root, folder.list)
        do throws(TrustError) {
            if let draft {
                editor = try TrustListEditor(resuming: draft, following: folder.list, pin: folder.pin, at: now)
            } else {
                editor = try TrustListEditor(editing: folder.list, at: now)
            }
            editor.rootVersion = folder.root?.version
        } catch {
            guard draft != nil else { throw Failure(editing: error) }
            throw Failure(
                .dataError,
                Sentence(
                    "error.draftUnusable", ["file": folder.draftPath, "problem": Sentence(editing: error)]),
                hint: Sentence("hint.discard", ["folder": ShellWord(folder.path)]))
        }
    }

    /// The time of the edit.
    var now: Timestamp { editor.now }

    /// The draft as a file.
    var draft: [UInt8] { editor.draft() }

    /// The draft as a document.
    var document: JSONDocument {
        get throws(Failure) {
            do throws(JSONError) {
                return try JSONDocument(parsing: draft, limits: .trustList)
            } catch {
                throw Failure(
                    .software, Sentence("error.draftUnreadable", ["problem": Sentence(error)]), hint: "hint.report")
            }
        }
    }

    /// Makes a change, or tells why it cannot be made.
    mutating func change(_ edit: (inout TrustListEditor) throws(TrustError) -> Void) throws(Failure) {
        do throws(TrustError) {
            try edit(&editor)
            // What no verifier would accept is not left for the holders to sign.
            if let root {
                try IssuerTrustList.check(draft: editor.draft(), pin: pin, root: root, following: list)
            }
        } catch {
            throw Failure(editing: error)
        }
    }
}

extension DraftEditor {
    /// Signs the draft.
    func sign(with signer: any CredentialSigner) throws(Failure) -> IssuerTrustList {
        do throws(TrustError) {
            return try editor.sign(with: signer)
        } catch {
            throw Failure(editing: error)
        }
    }
}
