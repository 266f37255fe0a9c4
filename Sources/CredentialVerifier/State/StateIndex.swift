import Cryptography
import Encodings
import Registry

/// What a state folder has kept, by its own account, so that a part of it which is gone is noticed.
///
/// An authority is known by its list and by its key or its roots, not by the words of a pin: whoever gives it another name
/// in the pin, or pins a later root of its chain, goes on with what was seen.
struct StateIndex: Equatable {
    /// An authority of which something was kept.
    struct Authority: Equatable {
        /// The name of its folder.
        let folder: String
        /// The identifier of its list.
        let listID: String
        /// The key of the pin, as text; `nil` where the pin names a root.
        let key: String?
        /// The digests of the roots that were seen, the pinned one among them.
        var roots: [String]
    }

    static let version = 1
    static let limit = 4_096
    /// The largest index, in bytes.
    static let byteLimit = 16 << 20
    /// The most delegations that are named; of the institutions on a list each has few.
    static let delegationLimit = 262_144
    /// The most status lists of which the time is kept; those that come after them are kept without it.
    static let statusLimit = 32_768

    var authorities: [Authority] = []
    /// Whether status lists were kept.
    var hasStatusLists = false
    /// When each of the status lists that were kept began, by the name of its file.
    var statusLists: [String: Timestamp] = [:]
    /// The delegations that were kept: whose word each is, by its digest as text; empty where that is not known.
    var delegations: [String: Set<LostWarning>] = [:]
    /// Who said more than there was room to keep.
    var unkept: Set<LostWarning> = []

    init() {}

    /// Reads an index; `nil` for bytes that are none.
    init?(parsing bytes: [UInt8]) {
        guard let root = (try? JSONDocument(parsing: bytes, limits: .trustList))?.root,
            root["indexVersion"]?.integer == Self.version, let entries = root["authorities"], entries.kind == .array,
            entries.count <= Self.limit
        else { return nil }
        for node in entries.elements {
            guard let folder = node["folder"]?.string, Self.isPlain(folder), let listID = node["list"]?.string,
                let roots = node["roots"], roots.kind == .array
            else { return nil }
            authorities.append(
                Authority(
                    folder: folder, listID: listID, key: node["key"]?.string,
                    roots: roots.elements.compactMap(\.string)))
        }
        hasStatusLists = root["statusLists"]?.boolean ?? false
        if let times = root["statusTimes"] {
            guard times.kind == .object, times.count <= Self.statusLimit else { return nil }
            for (name, node) in times.members {
                guard let name = name.string, let text = node.string, let time = try? Timestamp(parsing: text)
                else { return nil }
                statusLists[name] = time
            }
        }
        if let marks = root["unkept"] {
            guard let words = Self.words(marks) else { return nil }
            unkept = words
        }
        guard let kept = root["delegations"] else { return }
        guard kept.count <= Self.delegationLimit else { return nil }
        if kept.kind == .array {
            // An earlier version named them without saying whose they are.
            for node in kept.elements {
                guard let name = node.string, Self.isPlain(name) else { return nil }
                delegations[name] = []
            }
            return
        }
        guard kept.kind == .object else { return nil }
        for (name, node) in kept.members {
            guard let name = name.string, Self.isPlain(name) else { return nil }
            if let text = node.string {
                take(earlier: text, of: name)
            } else {
                guard let words = Self.words(node) else { return nil }
                delegations[name] = words
            }
        }
    }

    /// What an earlier version said of a delegation, or of words for which there was no room: whose institutions' they are,
    /// and after them who said them.
    private mutating func take(earlier text: String, of name: String) {
        let names = text.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
        guard name.hasPrefix("room-") else {
            delegations[name] = Set(names.map { LostWarning(institution: $0) })
            return
        }
        for institution in names.dropLast() {
            unkept.insert(LostWarning(institution: institution, speaker: names.last))
        }
        if names.count == 1 { unkept.insert(LostWarning(speaker: names[0])) }
    }

    /// Whose words some are; `nil` for what does not say it.
    private static func words(_ node: JSONNode) -> Set<LostWarning>? {
        guard node.kind == .array else { return nil }
        var words: Set<LostWarning> = []
        for entry in node.elements {
            guard entry.kind == .object, entry["institution"].map({ $0.kind == .string }) ?? true,
                entry["speaker"].map({ $0.kind == .string }) ?? true, let signers = entry["signers"],
                signers.kind == .array
            else { return nil }
            let keys = signers.elements.map { key in key.string.flatMap { try? Ed25519PublicKey(multikey: $0) } }
            guard keys.allSatisfy({ $0 != nil }) else { return nil }
            words.insert(
                LostWarning(
                    institution: entry["institution"]?.utf8, speaker: entry["speaker"]?.utf8,
                    signers: keys.compactMap { $0 }))
        }
        return words
    }

    private static func value(_ words: Set<LostWarning>) -> JSONValue {
        let entries = words.map { word in
            var value: JSONValue = [:]
            value["institution"] = word.institution.map { .string(String(decoding: $0, as: UTF8.self)) }
            value["speaker"] = word.speaker.map { .string(String(decoding: $0, as: UTF8.self)) }
            value["signers"] = .array(word.signers.map { .string($0.multikey) })
            return value
        }
        return .array(
            entries.map { ($0, $0.serialized()) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0))
    }

    /// The index as a file: indented JSON with a line feed at its end.
    func serialized() -> [UInt8] {
        let entries = authorities.map { authority in
            var value: JSONValue = ["folder": .string(authority.folder), "list": .string(authority.listID)]
            value["key"] = authority.key.map { .string($0) }
            value["roots"] = .array(authority.roots.map { .string($0) })
            return value
        }
        var value: JSONValue = [
            "indexVersion": .number(String(Self.version)), "authorities": .array(entries),
            "statusLists": .boolean(hasStatusLists), "delegations": Self.object(delegations.mapValues(Self.value)),
        ]
        if !unkept.isEmpty { value["unkept"] = Self.value(unkept) }
        if !statusLists.isEmpty {
            value["statusTimes"] = Self.object(statusLists.mapValues { .string($0.description) })
        }
        return value.serialized(indented: true) + [0x0A]
    }

    /// An object with its members in the order of their names.
    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        var object: JSONValue = [:]
        for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            object[name] = value
        }
        return object
    }

    /// The place of the authority of a pin.
    ///
    /// - Parameter roots: Roots that are at hand: the pinned one can follow one that was seen.
    func place(of pin: TrustPin, _ roots: [[UInt8]]) -> Int? {
        let mine = authorities.indices.filter { authorities[$0].listID.utf8.elementsEqual(pin.listID.utf8) }
        guard !mine.isEmpty else { return nil }
        guard let pinned = pin.rootDigest else { return mine.first { authorities[$0].key == pin.key?.multikey } }
        if let place = mine.first(where: { authorities[$0].roots.contains(pinned.multibase) }) { return place }
        // From the pinned root back to one that was seen.
        var digest = pinned
        for _ in roots {
            guard let root = roots.first(where: { (try? TrustRoot.digest(of: $0)) == digest }),
                let previous = TrustRoot.previousDigest(in: root)
            else { return nil }
            if let place = mine.first(where: { authorities[$0].roots.contains(previous.multibase) }) { return place }
            digest = previous
        }
        return nil
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.utf8.isEmpty && name.utf8.count <= 128
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-_".utf8.contains(byte)
            }
    }
}
