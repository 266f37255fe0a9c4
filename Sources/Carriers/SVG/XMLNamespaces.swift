/// Which prefix stands for which namespace in the elements that are open.
///
/// Source: Namespaces in XML 1.0, third edition.
struct XMLNamespaces {
    /// How many declarations may hold at the same time.
    private static let limit = 64
    private static let xml = Array("http://www.w3.org/XML/1998/namespace".utf8)

    private var bindings: [(prefix: [UInt8], namespace: [UInt8])] = []
    /// How many declarations there were before each open element.
    private var marks: [Int] = []

    /// A name taken apart.
    struct Name: Equatable {
        /// The namespace; empty where it is in none.
        let namespace: [UInt8]
        let local: [UInt8]
    }

    /// Takes the declarations of a tag, which hold until ``close()``.
    mutating func open(_ tag: XMLTag) throws(CarrierError) {
        marks.append(bindings.count)
        for attribute in tag.attributes {
            let (prefix, local) = Self.parts(attribute.name)
            if attribute.name.elementsEqual("xmlns".utf8) {
                bindings.append(([], attribute.value))
            } else if prefix.elementsEqual("xmlns".utf8) {
                guard !attribute.value.isEmpty, !local.elementsEqual("xmlns".utf8),
                    local.elementsEqual("xml".utf8) == (attribute.value == Self.xml)
                else { throw Self.fault(tag) }
                bindings.append((Array(local), attribute.value))
            }
        }
        guard bindings.count <= Self.limit else {
            throw CarrierError(
                .xmlLimit, at: tag.range.lowerBound,
                "expected at most \(Self.limit) namespaces at the same time, found more",
                [("limit", String(Self.limit))])
        }
        // A prefix of an attribute must stand for something as well.
        for attribute in tag.attributes {
            let (prefix, _) = Self.parts(attribute.name)
            guard prefix.isEmpty || prefix.elementsEqual("xmlns".utf8) || namespace(of: Array(prefix)) != nil else {
                throw Self.fault(tag)
            }
        }
    }

    /// Forgets the declarations of the innermost element.
    mutating func close() { bindings.removeLast(bindings.count - (marks.popLast() ?? bindings.count)) }

    /// The name of an element that has just been opened.
    func name(of tag: XMLTag) throws(CarrierError) -> Name {
        let (prefix, local) = Self.parts(tag.name)
        guard let namespace = namespace(of: Array(prefix)) else { throw Self.fault(tag) }
        return Name(namespace: namespace, local: Array(local))
    }

    /// What a prefix stands for; `nil` where it stands for nothing.
    func namespace(of prefix: [UInt8]) -> [UInt8]? {
        if let binding = bindings.last(where: { $0.prefix == prefix }) { return binding.namespace }
        if prefix.isEmpty { return [] }
        return prefix.elementsEqual("xml".utf8) ? Self.xml : nil
    }

    static func parts(_ name: ArraySlice<UInt8>) -> (prefix: ArraySlice<UInt8>, local: ArraySlice<UInt8>) {
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return ([], name) }
        return (name[..<colon], name[(colon + 1)...])
    }

    private static func fault(_ tag: XMLTag) -> CarrierError {
        CarrierError(
            .xmlNamespace, at: tag.range.lowerBound, "expected a namespace for every prefix, found a tag without one")
    }
}
