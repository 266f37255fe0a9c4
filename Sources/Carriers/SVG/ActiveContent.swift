/// What in an SVG image does something when it is shown, rather than being a picture.
///
/// Nothing of an image is shown here. Whoever bakes one hands it to others, and whoever receives one may open it: the
/// first is refused, the second is told. This is no filter that makes an image safe.
enum ActiveContent {
    private static let names: Set<String> = [
        "script", "foreignobject", "iframe", "object", "embed", "handler", "listener",
    ]

    /// Whether a tag is, or carries, something that acts.
    static func isActive(_ tag: XMLTag, _ name: XMLNamespaces.Name) -> Bool {
        if names.contains(String(decoding: name.local, as: UTF8.self).lowercased()) { return true }
        return tag.attributes.contains { attribute in
            let (prefix, local) = XMLNamespaces.parts(attribute.name)
            let isDeclaration = prefix.elementsEqual("xmlns".utf8)
            // onload, onclick and the like.
            let isHandler = prefix.isEmpty && local.count > 2 && local.prefix(2).map { $0 | 0x20 } == Array("on".utf8)
            return !isDeclaration && (isHandler || isScriptAddress(attribute.value))
        }
    }

    /// Whether a value is an address that runs: browsers pass over white space and controls in it.
    private static func isScriptAddress(_ value: [UInt8]) -> Bool {
        let start = String(decoding: value.lazy.filter { $0 > 0x20 }.prefix(20), as: UTF8.self).lowercased()
        return ["javascript:", "vbscript:", "data:text/html"].contains { start.hasPrefix($0) }
    }
}
