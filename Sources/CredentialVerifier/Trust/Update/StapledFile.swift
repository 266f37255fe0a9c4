import Credentials
import Encodings
import Proofs
import Registry
import Storage

/// A file beside a list, which counts only as far as the list vouches for it.
struct StapledFile {
    /// What became of a file.
    enum Judgement {
        case accepted(AcceptedTrustFiles.Place)
        case leftOut(AcceptedTrustFiles.LeftOut.Reason)
    }

    private let file: FetchedTrustFile
    private let list: IssuerTrustList
    private let folder: String

    init(_ file: FetchedTrustFile, list: IssuerTrustList, folder: String) {
        self.file = file
        self.list = list
        self.folder = folder
    }

    func judge(at now: Timestamp) throws(TrustUpdateError) -> Judgement {
        do throws(TrustFolderError) {
            switch file.name.kind {
            case .status: return try statusList(at: now)
            case .document: return try document()
            default: return .leftOut(.unreadable)
            }
        } catch {
            throw .folder(error)
        }
    }

    // MARK: DID documents

    private func document() throws(TrustFolderError) -> Judgement {
        guard let document = try? DIDDocument(parsing: file.bytes) else { return .leftOut(.unreadable) }
        guard !document.assertionMethods.isEmpty, let issuer = list.issuer(Array(document.id.text.utf8)) else {
            return .leftOut(.notListed)
        }
        let isListed = document.assertionMethods.allSatisfy { method in
            issuer.keys.contains { key in
                key.publicKey == method.publicKey && key.methodBytes.elementsEqual(method.id.utf8)
            }
        }
        guard isListed else { return .leftOut(.notListed) }
        // Named by what it says, never by what it was called elsewhere.
        let name = try TrustFolder.name(for: document.id.text)
        return .accepted(AcceptedTrustFiles.Place(TrustFolder.documentsName + "/" + name, file.bytes))
    }

    // MARK: Status lists

    private func statusList(at now: Timestamp) throws(TrustFolderError) -> Judgement {
        guard let received = Self.received(file.bytes), let id = received.claims.id else {
            return .leftOut(.unreadable)
        }
        guard isSigned(received, at: now) else { return .leftOut(.notSigned) }
        let path = TrustFolder.statusName + "/" + (try TrustFolder.name(for: id))
        if let bytes = try TrustFolder.readIfThere(folder + "/" + path, limit: file.name.byteLimit),
            let present = Self.received(bytes), isSigned(present, at: now),
            let since = Self.since(present), Self.since(received).map({ $0 < since }) ?? true
        {
            return .leftOut(.older)
        }
        return .accepted(AcceptedTrustFiles.Place(path, file.bytes))
    }

    /// The bytes as a status list, if they are one.
    private static func received(_ bytes: [UInt8]) -> ReceivedCredential? {
        guard let received = try? ReceivedCredential(parsing: bytes),
            received.claims.types.contains(where: { $0.utf8.elementsEqual("BitstringStatusListCredential".utf8) })
        else { return nil }
        return received
    }

    /// From when on a status list says what it says.
    private static func since(_ received: ReceivedCredential) -> Timestamp? {
        (received.claims.validFrom?.utf8).flatMap { try? Timestamp(parsing: $0) }
    }

    /// Whether an institution has signed a status list with a key that the list has for this.
    private func isSigned(_ received: ReceivedCredential, at now: Timestamp) -> Bool {
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: list)
        guard case .authentic(let credential, _) = verifier.verify(received, at: now),
            let method = credential.issuerProof.proof.verificationMethod,
            let issuer = list.issuer(Array(method.utf8.prefix { $0 != UInt8(ascii: "#") }))
        else { return false }
        return issuer.keys.contains { key in
            key.methodBytes.elementsEqual(method.utf8) && key.publicKey == credential.issuerProof.key
                && key.purpose == .status && key.state != .compromised
        }
    }
}
