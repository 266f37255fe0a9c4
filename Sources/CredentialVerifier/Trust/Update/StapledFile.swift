import Credentials
import Encodings
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
        let new: StatusList
        do throws(StatusError) {
            new = try authentic(file.bytes, at: now)
            _ = try new.values.get()
        } catch {
            return .leftOut(Self.reason(error))
        }
        guard new.validFrom <= now.adding(seconds: TrustListPolicy.standard.skew) else { return .leftOut(.fromFuture) }
        let institution = StatusAuthority(of: new.issuerBytes, on: [list]).institution
        let path = TrustFolder.statusName + "/" + (try TrustFolder.statusName(of: new.id, by: institution))
        // One that is there and does not hold keeps nothing out.
        if let bytes = try TrustFolder.readIfThere(folder + "/" + path, limit: file.name.byteLimit),
            let present = try? authentic(bytes, at: now)
        {
            if new.validFrom < present.validFrom { return .leftOut(.older) }
            if let objection = new.objection(beside: present) { return .leftOut(Self.reason(objection)) }
        }
        return .accepted(AcceptedTrustFiles.Place(path, file.bytes))
    }

    /// A status list that an institution on the list has signed with a key for this.
    private func authentic(_ bytes: [UInt8], at now: Timestamp) throws(StatusError) -> StatusList {
        let found = try StatusList(verifying: bytes, keys: list, at: now)
        let authority = StatusAuthority(of: found.issuerBytes, on: [list])
        guard authority.isListed else { throw StatusAuthority.notAuthorised }
        try authority.check(found)
        return found
    }

    private static func reason(_ error: StatusError) -> AcceptedTrustFiles.LeftOut.Reason {
        switch error.code {
        case .verification, .issuerNotAuthorised, .keyCompromised: .notSigned
        case .equivocation: .contradicts
        case .revocationReversed: .reversed
        default: .unreadable
        }
    }
}
