/// How people are told of a key.
enum KeyName {
    /// A verification method or a holder as people can take it in: a `did:key` names its key once, by its beginning and
    /// its end.
    static func shortened(_ name: String) -> String { shortened(Array(name.utf8)) }

    /// The same of the bytes of a name.
    static func shortened(_ name: [UInt8]) -> String {
        let key = name.dropFirst(8).prefix { $0 != UInt8(ascii: "#") }
        guard name.starts(with: "did:key:".utf8), key.count > 20 else { return String(decoding: name, as: UTF8.self) }
        var text = Array(name[..<16])
        text += "…".utf8
        text += key.suffix(6)
        return String(decoding: text, as: UTF8.self)
    }
}
