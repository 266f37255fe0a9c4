import Credentials
import Encodings

extension CapsuleContents {
    /// What the parser admits: a flat object with long texts.
    private static let limits = Limits(
        documentByteCount: Capsule.byteLimit, depth: 8, memberCount: 8 * CapsuleName.limit,
        stringByteCount: Limits.trustList.documentByteCount, imageByteCount: Limits.trustList.documentByteCount,
        numbers: .integers, text: .anyScalar)

    /// Reads a table of contents, or a capsule that is one file.
    ///
    /// - Throws: ``CapsuleError``.
    init(parsing bytes: [UInt8]) throws(CapsuleError) {
        guard bytes.count <= Capsule.byteLimit else { throw Capsule.tooLarge(bytes.count) }
        let root: JSONNode
        do throws(JSONError) {
            root = try Self.document(bytes).root
        } catch {
            throw Self.refusal(error, bytes.count)
        }
        // A later version may have other members: it is asked for first.
        guard root.kind == .object, let version = root["capsuleVersion"] else {
            throw CapsuleError(.memberMissing, [("member", .text("capsuleVersion"))])
        }
        guard let number = version.integer else { throw Self.malformed(version, "version") }
        guard number == Capsule.version else {
            throw CapsuleError(
                .versionUnknown, at: version.pointer,
                [("expected", .number(Capsule.version)), ("found", .number(number))])
        }
        try Self.check(root, ["capsuleVersion", "contentDigest", "files"])
        guard let list = root["files"], list.kind == .array else {
            throw Self.malformed(root["files"] ?? root, "files")
        }
        guard list.count <= CapsuleName.limit else {
            throw CapsuleError(
                .tooMany, at: list.pointer, [("limit", .number(CapsuleName.limit)), ("found", .number(list.count))])
        }
        var entries: [Entry] = []
        for node in list.elements { entries.append(try Self.entry(node, after: entries.last?.name)) }
        if let first = entries.first, let other = entries.first(where: { ($0.text == nil) != (first.text == nil) }) {
            throw CapsuleError(
                .memberMissing, at: other.text == nil ? other.pointer : first.pointer, [("member", .text("text"))])
        }
        self.init(entries)
        let stated = try Self.digest(root)
        let found = try digest()
        guard stated == found else {
            throw CapsuleError(
                .mixed, at: "/contentDigest",
                [("expected", .text(stated.multibase)), ("found", .text(found.multibase))])
        }
    }

    /// The bytes as JSON, within the limits of a capsule.
    static func document(_ bytes: [UInt8]) throws(JSONError) -> JSONDocument {
        try JSONDocument(parsing: bytes, limits: limits)
    }

    private static func entry(_ node: JSONNode, after previous: CapsuleName?) throws(CapsuleError) -> Entry {
        guard node.kind == .object else { throw malformed(node, "object") }
        guard let text = node["name"] else {
            throw CapsuleError(.memberMissing, at: node.pointer, [("member", .text("name"))])
        }
        guard let name = text.string.flatMap(CapsuleName.init) else {
            throw CapsuleError(.nameMalformed, at: text.pointer, [("found", .text(text.string ?? "?"))])
        }
        if let previous {
            guard name != previous else {
                throw CapsuleError(.duplicate, at: text.pointer, file: name, [("other", .text(previous.text))])
            }
            guard previous < name else {
                throw CapsuleError(.nameMalformed, at: text.pointer, [("found", .text(name.text))])
            }
        }
        var members: [StaticString] = ["name", "digest"]
        if name.role == .context { members.append("url") }
        if node["text"] != nil { members.append("text") }
        try check(node, members)
        if let url = node["url"] {
            guard let address = url.string, URLSyntax.isAbsolute(address) else { throw malformed(url, "url") }
        }
        if let content = node["text"], content.kind != .string { throw malformed(content, "text") }
        return Entry(
            name: name, url: node["url"]?.string, digest: try digest(node), text: node["text"]?.utf8,
            pointer: node.pointer)
    }

    /// Refuses members beyond those that are expected, and their absence.
    private static func check(_ node: JSONNode, _ names: [StaticString]) throws(CapsuleError) {
        for name in names where node[name] == nil {
            throw CapsuleError(.memberMissing, at: node.pointer, [("member", .text(name.description))])
        }
        for (name, value) in node.members where !names.contains(where: { name.isString($0) }) {
            throw CapsuleError(
                .memberUnknown, at: value.pointer,
                [("expected", .text(names.map(\.description).joined(separator: ", ")))])
        }
    }

    /// The digest that a node states.
    private static func digest(_ node: JSONNode) throws(CapsuleError) -> Multihash {
        let member = node["digest"] ?? node["contentDigest"] ?? node
        guard let text = member.string, let digest = try? Multihash(multibase: text), digest.function == .sha256 else {
            throw malformed(member, "digest")
        }
        return digest
    }

    private static func malformed(_ node: JSONNode, _ expected: String) -> CapsuleError {
        CapsuleError(.memberMalformed, at: node.pointer, [("variant", .text(expected))])
    }

    private static func refusal(_ error: JSONError, _ byteCount: Int) -> CapsuleError {
        let isCut = error.code == .syntax && error.byteOffset >= byteCount
        return CapsuleError(
            isCut ? .truncated : .unreadable, at: error.pointer,
            [("byte", .number(error.byteOffset)), ("cause", .text(error.code.rawValue))])
    }
}

extension Capsule {
    /// Reads a capsule that is one file.
    ///
    /// Only its form is checked: nothing that it says is believed.
    ///
    /// - Throws: ``CapsuleError``.
    public init(parsing bytes: [UInt8]) throws(CapsuleError) {
        let contents = try CapsuleContents(parsing: bytes)
        var files: [CapsuleFile] = []
        for entry in contents.entries {
            guard let text = entry.text else { throw CapsuleError(.folderForm) }
            files.append(try entry.file(holding: text))
        }
        try self.init(checking: files, received: bytes)
    }
}

extension CapsuleContents.Entry {
    /// The document of this line, which must be the one that it names.
    func file(holding bytes: [UInt8]) throws(CapsuleError) -> CapsuleFile {
        let file = try CapsuleFile(name, bytes, url: url, at: pointer)
        guard file.digest == digest else {
            throw CapsuleError(
                .damaged, at: pointer, file: name,
                [("expected", .text(digest.multibase)), ("found", .text(file.digest.multibase))])
        }
        return file
    }
}
