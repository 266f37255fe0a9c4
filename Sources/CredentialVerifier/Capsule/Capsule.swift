import Credentials
public import Encodings
public import Registry

/// A credential with everything that a verifier needs besides a pin, in one file or one folder.
///
/// Every document is in it as the exact bytes that were received. A capsule vouches for nothing: it is unsigned, and
/// whoever hands it over may have made it. What it brings counts as far as a ``Registry/TrustChain`` from a pin of the
/// verifier's own bears it out, and the digests in it tell damage from intent no better than a checksum does.
public struct Capsule: Sendable {
    /// A vocabulary with the address that stands for it.
    public struct Context: Sendable {
        /// The address by which documents name it.
        public let url: String
        /// The context document.
        public let bytes: [UInt8]

        /// Names a context.
        public init(url: String, bytes: [UInt8]) {
            self.url = url
            self.bytes = bytes
        }
    }

    /// The version of the form that this type reads and writes.
    public static let version = 1
    /// The largest capsule, and all documents of one that is a folder together, in bytes: 32 MiB.
    public static let byteLimit = 32 << 20

    /// The credential.
    public let credential: [UInt8]
    /// Roots in the order of their versions, at most one list and one statement, and delegations.
    public let material: TrustMaterial
    /// DID documents.
    public let documents: [[UInt8]]
    /// Vocabularies that are not built into the program.
    public let contexts: [Context]
    /// Status lists.
    public let statusLists: [[UInt8]]
    /// The capsule as it was received: the file, or the table of contents of a folder.
    public let bytes: [UInt8]
    /// The documents with their names and digests, in order.
    public let files: [CapsuleFile]

    /// Puts a capsule together.
    ///
    /// - Throws: ``CapsuleError`` with code `tooLarge`, `documentTooLarge`, `tooMany`, `duplicate`, `nested` or
    ///   `libraryFailure`.
    public init(
        credential: [UInt8], material: TrustMaterial, documents: [[UInt8]] = [], contexts: [Context] = [],
        statusLists: [[UInt8]] = []
    ) throws(CapsuleError) {
        var files = [try CapsuleFile(CapsuleName(.credential), credential)]
        let versions = Self.versions(of: material.roots)
        for (version, root) in zip(versions, material.roots) {
            files.append(try CapsuleFile(CapsuleName(.root, version), root))
        }
        if let list = material.lists.first { files.append(try CapsuleFile(CapsuleName(.list), list)) }
        if let statement = material.statements.first {
            files.append(try CapsuleFile(CapsuleName(.freshness), statement))
        }
        for (role, items) in [
            (CapsuleName.Role.delegation, material.delegations), (.document, documents), (.statusList, statusLists),
        ] {
            for (position, bytes) in items.enumerated() {
                files.append(try CapsuleFile(CapsuleName(role, position + 1), bytes))
            }
        }
        for (position, context) in contexts.enumerated() {
            files.append(try CapsuleFile(CapsuleName(.context, position + 1), context.bytes, url: context.url))
        }
        files.sort { $0.name < $1.name }
        try self.init(checking: files, received: nil)
    }

    /// Takes documents whose names are in order.
    ///
    /// - Parameter bytes: The capsule as it was received; `nil` for one that is made here.
    init(checking files: [CapsuleFile], received bytes: [UInt8]?) throws(CapsuleError) {
        try Self.check(files)
        func all(_ role: CapsuleName.Role) -> [[UInt8]] { files.filter { $0.name.role == role }.map(\.bytes) }
        guard let credential = all(.credential).first else { throw CapsuleError(.noCredential, at: "/files") }
        self.credential = credential
        material = TrustMaterial(
            roots: all(.root), lists: all(.list), statements: all(.freshness), delegations: all(.delegation))
        documents = all(.document)
        contexts = files.compactMap { file in file.url.map { Context(url: $0, bytes: file.bytes) } }
        statusLists = all(.statusList)
        self.files = files
        if let bytes { self.bytes = bytes } else { self.bytes = try CapsuleContents(files).serialized(withTexts: true) }
        guard self.bytes.count <= Self.byteLimit else { throw Self.tooLarge(self.bytes.count) }
    }

    private static func check(_ files: [CapsuleFile]) throws(CapsuleError) {
        guard files.count <= CapsuleName.limit else {
            throw CapsuleError(
                .tooMany, at: "/files", [("limit", .number(CapsuleName.limit)), ("found", .number(files.count))])
        }
        let total = files.reduce(0) { $0 + $1.bytes.count }
        guard total <= byteLimit else { throw tooLarge(total) }
        var seen: [Multihash: CapsuleName] = [:]
        for (position, file) in files.enumerated() {
            let pointer = "/files/\(position)"
            guard !Capsule.isCapsule(file.bytes) else { throw CapsuleError(.nested, at: pointer, file: file.name) }
            if let other = seen.updateValue(file.name, forKey: file.digest) {
                throw CapsuleError(.duplicate, at: pointer, file: file.name, [("other", .text(other.text))])
            }
        }
    }

    static func tooLarge(_ byteCount: Int) -> CapsuleError {
        CapsuleError(.tooLarge, [("limit", .number(byteLimit)), ("found", .number(byteCount))])
    }

    /// The versions that roots claim, where they make names that are in order; else their places.
    private static func versions(of roots: [[UInt8]]) -> [Int] {
        let claims = roots.map { bytes in
            (try? JSONDocument(parsing: bytes, limits: .trustList))?.root["credentialSubject"]?["version"]?.integer ?? 0
        }
        let isInOrder = zip(claims, claims.dropFirst()).allSatisfy { $0 < $1 }
        let isInRange = claims.allSatisfy { (1...CapsuleName.limit).contains($0) }
        return isInOrder && isInRange ? claims : Array(1...max(roots.count, 1)).prefix(roots.count).map { $0 }
    }

    /// Whether bytes mean to be a capsule, or the table of contents of one: an object that has a version of capsules, and is
    /// no linked data.
    ///
    /// What this program makes begins with its version, so that one which breaks off in the middle is told apart from a
    /// credential that does; what went through other hands can have it in another place.
    public static func isCapsule(_ bytes: [UInt8]) -> Bool {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let start = bytes.drop(while: isSpace)
        guard start.first == UInt8(ascii: "{") else { return false }
        let name = Array("\"capsuleVersion\"".utf8)
        if start.dropFirst().drop(while: isSpace).starts(with: name) { return true }
        guard names(name, in: bytes), let root = try? CapsuleContents.document(bytes).root else { return false }
        return root["capsuleVersion"] != nil && root["@context"] == nil
    }

    /// Whether a name of a member stands anywhere in bytes, asked for by its rarest letter: it is asked of every credential.
    private static func names(_ name: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let offset = name.firstIndex(of: UInt8(ascii: "V")) else { return false }
        for place in bytes.indices where bytes[place] == UInt8(ascii: "V") && place >= offset {
            if bytes[(place - offset)...].starts(with: name) { return true }
        }
        return false
    }
}

/// A document of a capsule with its name.
public struct CapsuleFile: Sendable {
    /// What it is called there.
    public let name: CapsuleName
    /// The address that stands for a context; `nil` for everything else.
    public let url: String?
    /// The document as it was received.
    public let bytes: [UInt8]
    /// The SHA-256 digest of its bytes.
    public let digest: Multihash

    init(_ name: CapsuleName, _ bytes: [UInt8], url: String? = nil, at pointer: String = "") throws(CapsuleError) {
        guard bytes.count <= name.byteLimit else {
            throw CapsuleError(
                .documentTooLarge, at: pointer, file: name,
                [("limit", .number(name.byteLimit)), ("found", .number(bytes.count))])
        }
        self.name = name
        self.url = url
        self.bytes = bytes
        digest = try CapsuleContents.digest(of: bytes)
    }
}
