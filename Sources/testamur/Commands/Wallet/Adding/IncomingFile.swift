import Carriers
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Storage

/// What a learner got, told by its content: one credential or several, and what they came in.
struct IncomingFile {
    /// A credential, byte for byte as it stood there.
    struct Part {
        /// What it is called when something is wrong with it.
        let name: String
        let bytes: [UInt8]
    }

    /// The credentials; none in an empty presentation.
    let parts: [Part]
    /// The capsule that the credential came in, whose lists help to judge it.
    let capsule: Capsule?
    /// Whether the credentials stood in a presentation.
    let isPresentation: Bool

    /// Takes apart what was named; `nil` where it has only some of the parts of a document, which are kept.
    ///
    /// - Parameter name: What people call it.
    init?(_ input: Input, named name: String, keeping looseParts: inout LooseParts) throws(Failure) {
        if input.isCapsuleFolder {
            do throws(CapsuleError) {
                self.init(try CapsuleFolder.read(input.name), named: name)
            } catch {
                throw Failure(unpacking: error, name)
            }
            return
        }
        let received: [UInt8]
        do throws(UnreadInput) {
            received = try input.read(limit: Inputs.byteLimit)
        } catch {
            throw error.failure
        }
        let paper = try CarriedDocument.paper(received, from: input.name)
        if let parts = UnjoinedParts(paper, received), looseParts.keep(parts, from: input.name, received) { return nil }
        try self.init(CarriedDocument(received, paper, from: input.name).bytes, of: input.name, named: name)
    }

    /// Takes apart the document whose parts are spread over several files.
    init(_ group: LooseParts.Group, named name: String) throws(Failure) {
        switch group.joined() {
        case .success(let document): try self.init(document, of: group.name, named: name)
        case .failure(let error): throw Failure(carrying: error, group.name)
        }
    }

    private init(_ bytes: [UInt8], of input: String, named name: String) throws(Failure) {
        if Capsule.isCapsule(bytes) {
            do throws(CapsuleError) {
                self.init(try Capsule(parsing: bytes), named: name)
            } catch {
                throw Failure(unpacking: error, name)
            }
        } else if let presented = Self.presented(in: bytes, named: name) {
            self.init(presented, isPresentation: true)
        } else {
            guard bytes.count <= Wallet.documentLimit else {
                let limit = Wallet.documentLimit
                throw Failure(
                    reading: StorageError(
                        .tooLarge, "\(input): expected at most \(limit) bytes", path: input, limit: limit))
            }
            self.init([Part(name: name, bytes: bytes)], isPresentation: false)
        }
    }

    private init(_ capsule: Capsule, named name: String) {
        self.init([Part(name: name, bytes: capsule.credential)], capsule, isPresentation: false)
    }

    private init(_ parts: [Part], _ capsule: Capsule? = nil, isPresentation: Bool) {
        self.parts = parts
        self.capsule = capsule
        self.isPresentation = isPresentation
    }

    /// The credentials of a presentation; `nil` for whatever is none.
    ///
    /// For whom it was made, and whether its proof holds, does not matter here: each credential in it is judged by its
    /// own.
    private static func presented(in bytes: [UInt8], named name: String) -> [Part]? {
        guard CarrierKind(of: bytes) == .json,
            let received = try? ReceivedCredential(parsing: bytes, limits: .presentation),
            received.kind == .presentation
        else { return nil }
        return received.presentation.credentials.enumerated().map { index, credential in
            Part(
                name: "\(name)#\(index + 1)", bytes: token(in: credential.node) ?? Array(credential.node.receivedBytes))
        }
    }

    /// The token in an envelope, as it was received before it was put there.
    private static func token(in node: JSONNode) -> [UInt8]? {
        guard DocumentKind(of: node) == .envelopedCredential, let id = node["id"]?.string, id.hasPrefix("data:"),
            let comma = id.utf8.firstIndex(of: UInt8(ascii: ","))
        else { return nil }
        let token = Array(id.utf8[id.utf8.index(after: comma)...])
        return CarrierKind(of: token) == .compactJWS ? token : nil
    }
}

extension Failure {
    /// A capsule from which nothing can be taken.
    init(unpacking error: CapsuleError, _ file: String) {
        self.init(
            .dataError,
            Sentence(
                "error.capsule.refused",
                ["file": HarmlessText(file), "problem": TranslatedText { error.message(in: $0) }]),
            hint: Sentence("hint.capsule.refused", ["next": TranslatedText { error.nextStep(in: $0) }]))
    }
}
