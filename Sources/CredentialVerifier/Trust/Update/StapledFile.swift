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

    /// Who vouches for such files: a list, and those who issue by the delegation of an institution on it.
    struct Vouchers {
        let list: IssuerTrustList
        /// The keys of the list and of the delegations.
        let keys: Trust
        /// All that is known of stolen keys.
        let warnings: [DelegationBook]

        init(_ list: IssuerTrustList, _ delegations: Delegations, _ warnings: Delegations) {
            self.list = list
            keys = Trust(lists: [list], delegations: delegations)
            self.warnings = warnings.isEmpty ? [] : [DelegationBook(list, warnings)]
        }

        /// Who may speak of an issuer.
        func authority(of issuer: [UInt8]) -> StatusAuthority {
            StatusAuthority(
                of: issuer, on: [list], above: keys.delegationBooks.flatMap { $0.entities(of: issuer) },
                delegations: warnings)
        }
    }

    private let file: FetchedTrustFile
    private let vouchers: Vouchers
    private let folder: String

    init(_ file: FetchedTrustFile, _ vouchers: Vouchers, folder: String) {
        self.file = file
        self.vouchers = vouchers
        self.folder = folder
    }

    private var list: IssuerTrustList { vouchers.list }

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
        let institution = vouchers.authority(of: new.issuerBytes).institution
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

    /// A status list that an institution on the list, or one by its delegation, has signed with a key for this.
    private func authentic(_ bytes: [UInt8], at now: Timestamp) throws(StatusError) -> StatusList {
        let found = try StatusList(verifying: bytes, keys: vouchers.keys, at: now)
        let authority = vouchers.authority(of: found.issuerBytes)
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
