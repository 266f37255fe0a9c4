import Credentials
import Encodings

/// Reads a registry of known DIDs: `{"meta": {…}, "registry": {"did:…": {"name": "…", "location": "…", "url": "…"}}}`.
///
/// There is no specification; the published registries, and the programs that read them, agree on this. Members beyond
/// these only describe, and are passed over.
struct KnownDIDReader: RegistryReader {
    let bytes: [UInt8]
    private let root: JSONNode

    init(_ received: ReceivedCredential) {
        bytes = received.bytes
        root = received.document.root
    }

    func content() throws(RegistryError) -> RegistryContent {
        var content = RegistryContent()
        if let meta = root["meta"] {
            content.created = try date(object(meta)["created"])
            content.dated = try date(meta["updated"])
        }
        guard let list = root["registry"] else { return content }
        try checkCount(object(list))
        content.reserve(list.count)
        for (name, value) in list.members {
            let id = try did(name)
            guard let title = try object(value)["name"] else {
                throw refusal(.badText, value, "expected the member 'name', found none")
            }
            try checkText(title)
            try checkText(value["location"])
            try checkText(value["url"])
            // The parser admits each name once.
            _ = content.add(
                RegistryEntry(idBytes: id, node: value, isForIssuing: true, isLimited: false, issuing: (nil, nil)))
        }
        return content
    }

    /// A time, or a day of which the first second counts: these registries are written by hand.
    private func date(_ node: JSONNode?) throws(RegistryError) -> Timestamp? {
        if let text = node?.string, let day = try? CalendarDate(parsing: text) { return Timestamp(startOf: day) }
        if let node, node.kind == .string, let instant = try? Timestamp(parsing: Self.withColon(node.utf8)) {
            return instant
        }
        return try time(node)
    }

    /// The time with a colon in its offset, which published registries leave out: `2020-12-02T02:32:16+0000`.
    private static func withColon(_ text: [UInt8]) -> [UInt8] {
        let offset = text.suffix(5)
        guard offset.count == 5, offset.first == UInt8(ascii: "+") || offset.first == UInt8(ascii: "-"),
            offset.dropFirst().allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return text }
        return text.dropLast(2) + [UInt8(ascii: ":")] + text.suffix(2)
    }
}
