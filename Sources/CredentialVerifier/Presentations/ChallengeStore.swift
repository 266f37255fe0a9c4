import Cryptography
public import Encodings
public import Proofs
public import Storage

/// The challenges of a verifier as files in its folder for state: safe against replay across processes, restarts and
/// crashes.
///
/// A challenge is a file that ends in `.open`. Using it up is to give a second file, which ends in `.used`, a name that
/// nobody has: the file system grants that to one process alone, and it is on the disk before anybody is told. Only the
/// digest of a challenge is kept. Source: trust list design, section 3.4.
public struct ChallengeStore: ChallengeBook {
    /// The name of the folder in the folder for state.
    public static let folderName = "challenges"
    /// How long a challenge lives at least and at most, in seconds: from a minute to 30 days.
    ///
    /// In that time a class proves its keys. An answer that shows credentials is good for some minutes, however long
    /// there is for it.
    public static let lifetimes: ClosedRange<Int64> = 60...PresentationTerms.possessionSeconds
    /// How many random bytes a challenge has.
    public static let randomByteCount = 24

    /// The folder.
    public let folder: String
    private let faults: DiskFaults

    /// Names the folder for state; nothing need be there yet.
    public init(state: String) { self.init(state: state, faults: .none) }

    /// A store on a disk that fails where a test says so.
    package init(state: String, faults: DiskFaults) {
        folder = state + "/" + Self.folderName
        self.faults = faults
    }

    /// Makes a challenge, which is on the disk when this returns.
    ///
    /// - Parameter lifetime: Until it ends, in seconds; brought within ``lifetimes``.
    /// - Throws: ``ChallengeError``.
    public func make(
        for domain: String, lifetime: Int64 = 600, at clock: Timestamp
    ) throws(ChallengeError) -> PresentationRequest {
        guard PresentationTerms.isDomain(domain) else { throw .domain }
        guard let random = try? SecureRandom.bytes(Self.randomByteCount) else { throw .noRandomBytes }
        let lifetime = min(max(lifetime, Self.lifetimes.lowerBound), Self.lifetimes.upperBound)
        let expires = clock.adding(seconds: lifetime)
        guard
            let request = try? PresentationRequest(
                domain: domain, challenge: Base64URL.encode(random), expires: expires)
        else { throw .domain }
        guard let stem = Self.digest(request.challenge, domain) else { throw .libraryFailure }
        do throws(StorageError) {
            try Folder.createIfAbsent(at: folder, access: .ownerOnly)
            _ = try AtomicFile.removeAbandoned(in: folder)
            try create(
                ChallengeFile(stem: stem, expires: expires, isUsed: false),
                ["version": 1, "domain": .string(domain), "made": .string(clock.description)])
        } catch {
            throw .storage(error)
        }
        removeEnded(at: clock)
        return request
    }

    /// How a challenge stands; nothing changes by asking.
    public func standing(
        of challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding {
        find(challenge, domain, clock, answeredBy: presentation).standing
    }

    /// Uses a challenge up: the file that says so is on the disk when this returns `open`.
    public func use(
        _ challenge: String, for domain: String, answeredBy presentation: [UInt8], at clock: Timestamp
    ) -> ChallengeStanding {
        use(challenge, for: domain, answeredBy: presentation, purpose: nil, at: clock)
    }

    /// Uses a challenge up, and keeps with it what for: see ``purpose(ofUsing:for:answeredBy:)``.
    ///
    /// - Parameter purpose: What stands for what is done with the answer, and names nobody.
    public func use(
        _ challenge: String, for domain: String, answeredBy presentation: [UInt8], purpose: String?,
        at clock: Timestamp
    ) -> ChallengeStanding {
        let (standing, file) = find(challenge, domain, clock, answeredBy: presentation)
        guard case .open = standing, var file else { return standing }
        guard let digest = try? SHA256.hash(presentation) else { return .unavailable(.unwritable) }
        file.isUsed = true
        do throws(StorageError) {
            try create(
                file,
                Self.content(clock, digest, purpose))
            return standing
        } catch {
            guard error.code == .alreadyExists else { return .unavailable(.unwritable) }
            return use(of: file, answeredBy: presentation)
        }
    }

    /// What a challenge was used up for by these very bytes; `nil` where it was not, or nobody said what for.
    ///
    /// Whoever was interrupted after using it up learns from it that the rest is still to be done.
    public func purpose(
        ofUsing challenge: String, for domain: String, answeredBy presentation: [UInt8]
    ) -> String? {
        guard let names = try? Folder.usableNames(in: folder, limit: Self.nameLimit),
            let stem = Self.digest(challenge, domain),
            let file = names.lazy.compactMap(ChallengeFile.init(name:)).first(where: { $0.stem == stem && $0.isUsed }),
            let root = content(of: file), Self.isBySame(root, presentation)
        else { return nil }
        return root["purpose"]?.string
    }

    private static func content(_ clock: Timestamp, _ digest: [UInt8], _ purpose: String?) -> JSONValue {
        var content: JSONValue = [
            "version": 1, "used": .string(clock.description), "presentation": .string(Base64URL.encode(digest)),
        ]
        content["purpose"] = purpose.map { .string($0) }
        return content
    }

    private func find(
        _ challenge: String, _ domain: String, _ clock: Timestamp, answeredBy presentation: [UInt8]
    ) -> (standing: ChallengeStanding, file: ChallengeFile?) {
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: folder, limit: Self.nameLimit)
        } catch {
            return (.unavailable(error.code == .notFound ? .missing : .unreadable), nil)
        }
        guard let stem = Self.digest(challenge, domain) else { return (.unavailable(.unreadable), nil) }
        let files = names.compactMap(ChallengeFile.init(name:)).filter { $0.stem == stem }
        if let used = files.first(where: \.isUsed) { return (use(of: used, answeredBy: presentation), nil) }
        guard let open = files.first else { return (.unknown, nil) }
        return clock > open.expires ? (.expired(open.expires), nil) : (.open(until: open.expires), open)
    }

    /// What is known of a use; that the file cannot be read makes it no less one.
    private func use(of file: ChallengeFile, answeredBy presentation: [UInt8]) -> ChallengeStanding {
        guard let root = content(of: file) else { return .used(at: nil, bySame: false) }
        let time = root["used"].flatMap { try? Timestamp(parsing: $0.utf8) }
        return .used(at: time, bySame: Self.isBySame(root, presentation))
    }

    private func content(of file: ChallengeFile) -> JSONNode? {
        guard let bytes = try? FileReader.read(path(file), limit: 4_096, links: .refuse) else { return nil }
        return try? JSONDocument(parsing: bytes, limits: .credential).root
    }

    private static func isBySame(_ use: JSONNode, _ presentation: [UInt8]) -> Bool {
        let digest = (try? SHA256.hash(presentation)).map { Base64URL.encode($0) }
        return digest.map { use["presentation"]?.isString($0) ?? false } ?? false
    }

    private func create(_ file: ChallengeFile, _ content: JSONValue) throws(StorageError) {
        try AtomicFile.create(at: path(file), with: content.serialized(), access: .ownerOnly, faults: faults)
    }

    private func path(_ file: ChallengeFile) -> String { folder + "/" + file.name }

    private static func digest(_ challenge: String, _ domain: String) -> String? {
        (try? SHA256.hash(Array((domain + "\n" + challenge).utf8))).map { Base64URL.encode($0) }
    }

    /// Far more than a verifier has open.
    private static let nameLimit = 1_000_000
    /// How long after its end a challenge is kept, in seconds: whoever found it open still finds that it was used.
    private static let margin: Int64 = 86_400
    /// The same for one that was used up for something that may not be finished yet: what was laid before another person
    /// is issued when that person agrees, and what was interrupted when somebody goes on.
    private static let purposeMargin: Int64 = 3 * 366 * 86_400

    /// Takes away what ended long ago, the open files first; that it cannot be taken away stops nothing.
    private func removeEnded(at clock: Timestamp) {
        guard let names = try? Folder.usableNames(in: folder, limit: Self.nameLimit) else { return }
        let ended = names.compactMap(ChallengeFile.init(name:)).filter {
            clock > $0.expires.adding(seconds: Self.margin)
        }
        for file in ended.filter({ !$0.isUsed }) { _ = try? AtomicFile.remove(at: path(file)) }
        for file in ended.filter(\.isUsed) where !isStillNeeded(file, at: clock) {
            _ = try? AtomicFile.remove(at: path(file))
        }
    }

    /// Whether what a challenge was used up for may not be finished.
    private func isStillNeeded(_ file: ChallengeFile, at clock: Timestamp) -> Bool {
        clock <= file.expires.adding(seconds: Self.purposeMargin) && content(of: file)?["purpose"] != nil
    }
}

/// Why no challenge could be made.
public enum ChallengeError: Error, Sendable, Hashable {
    /// The name of the one who asks cannot be one.
    case domain
    /// The system gives no random bytes.
    case noRandomBytes
    /// The cryptographic library could not hash, so that there is no name to keep it under.
    case libraryFailure
    /// It cannot be kept, and one that is not kept must not be given out.
    case storage(StorageError)
}
