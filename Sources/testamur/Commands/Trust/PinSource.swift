import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

/// Where the pin of a list comes from, and by it whose signatures count.
struct PinSource {
    /// A pin, and the folder that it lies in.
    private struct Place {
        let pin: TrustPin
        let folder: String

        func isOf(_ list: UnverifiedTrustList) -> Bool { pin.listID.utf8.elementsEqual(list.id.utf8) }
    }

    private let isNamed: Bool
    private let places: [Place]

    /// Looks for pins: the file that is named, else what the trust folder holds.
    init(file: String?, trust: TrustOption) throws {
        try Failure.refuseEmpty(file, option: "--pin")
        try Failure.refuseEmpty(trust.trust, option: "--trust")
        isNamed = file != nil
        if let file {
            places = [
                Place(pin: try AuthorityFolder.pin(file, missing: "hint.checkName"), folder: Self.folder(of: file))
            ]
        } else if let folder = try trust.folderIfAny() {
            places = try Self.places(in: folder)
        } else {
            places = []
        }
    }

    /// Reads a list, and checks its signatures where its pin is known.
    func list(_ argument: String) throws(Failure) -> ComparedList {
        let path = FileExistence.isFolder(argument) ? argument + "/" + TrustFolder.listName : argument
        let bytes = try Inputs.read(path, limit: Limits.trustList.documentByteCount)
        let list: UnverifiedTrustList
        do throws(TrustError) {
            list = try UnverifiedTrustList(parsing: bytes)
        } catch {
            throw Failure(reading: error, path)
        }
        // The pin that somebody names counts for both lists, whatever they call themselves.
        let own = isNamed ? places.first : places.first { $0.isOf(list) }
        let beside = own == nil && list.hasProof ? try Self.place(beside: argument == "-" ? nil : path, of: list) : nil
        return ComparedList(
            path: path, list: list, signature: try signature(of: list, at: path, own ?? beside),
            pinBeside: beside.map { $0.folder + "/" + TrustFolder.pinName })
    }

    /// The pin that lies beside a list, as in the folder of an authority, or in the folder above its older lists.
    ///
    /// Whoever hands out a list can hand out a pin with it, so that it is told apart from one that somebody relies on.
    private static func place(beside path: String?, of list: UnverifiedTrustList) throws(Failure) -> Place? {
        guard let path else { return nil }
        let folder = folder(of: path)
        for folder in [folder, folder + "/.."] {
            let file = folder + "/" + TrustFolder.pinName
            guard FileExistence.isFile(file) else { continue }
            let place = Place(pin: try AuthorityFolder.pin(file), folder: folder)
            if place.isOf(list) { return place }
        }
        return nil
    }

    private func signature(
        of list: UnverifiedTrustList, at path: String, _ place: Place?
    ) throws(Failure) -> ComparedList.Signature {
        guard list.hasProof else { return .missing }
        guard let place else { return .notChecked }
        let bytes = list.document.bytes
        let roots = place.pin.rootDigest == nil ? [] : try Self.roots(place, beside: path)
        do throws(TrustError) {
            guard place.pin.rootDigest == nil else { return try Self.signature(bytes, place.pin, roots) }
            _ = try IssuerTrustList(verifying: bytes, pin: place.pin)
            return .checked
        } catch {
            throw Failure(reading: error, path)
        }
    }

    /// Which root's keys have signed a list, from the newest on: a list of long ago was signed under one before it.
    private static func signature(
        _ bytes: [UInt8], _ pin: TrustPin, _ roots: [TrustRoot]
    ) throws(TrustError) -> ComparedList.Signature {
        guard let newest = roots.last else { return .noRoot }
        var refusal: TrustError?
        for root in roots.reversed() {
            do throws(TrustError) {
                _ = try IssuerTrustList(verifying: bytes, pin: pin, root: root)
                return .checkedUnderRoot(root.version, newest: newest.version)
            } catch {
                refusal = refusal ?? error
            }
        }
        guard let refusal else { return .noRoot }
        switch refusal.code {
        case .needsNewerRoot: return .noRoot
        case .threshold:
            let progress = try TrustSignatures.progress(ofList: bytes, under: newest)
            return .incomplete(
                signed: progress.signed.count, threshold: progress.role.threshold, root: newest.version)
        default: throw refusal
        }
    }

    /// The roots beside a pin, else those beside the list: each is vouched for by the pin, wherever it lies.
    private static func roots(_ place: Place, beside path: String) throws(Failure) -> [TrustRoot] {
        let folder = folder(of: path)
        for folder in [place.folder, folder, folder + "/.."] {
            let material: TrustMaterial
            do throws(TrustFolderError) {
                material = TrustMaterial(roots: try TrustFolder.material(in: folder, pin: place.pin).roots)
            } catch {
                throw Failure(error, folder, .option)
            }
            guard !material.roots.isEmpty else { continue }
            let chain = TrustChain(pin: place.pin, material: material)
            if let problem = chain.problems.first { throw Failure(reading: problem, folder) }
            return chain.roots
        }
        return []
    }

    private static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// The pins of a folder and of the folders in it.
    private static func places(in folder: String) throws -> [Place] {
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: folder)
        } catch {
            throw Failure(reading: error, missing: "hint.trustFolder")
        }
        let folders = [folder] + names.map { folder + "/" + $0 }
        return try folders.filter { (try? FileStatus.at($0 + "/" + TrustFolder.pinName)) ?? nil != nil }.map {
            Place(pin: try AuthorityFolder.pin($0 + "/" + TrustFolder.pinName), folder: $0)
        }
    }
}
