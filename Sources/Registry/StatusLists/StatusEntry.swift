public import Encodings

/// Where a credential says that its status stands: at which place of which list.
///
/// Source: Bitstring Status List 1.0, section 2.1; StatusList2021, the draft before it, for older credentials.
public struct StatusEntry: Sendable {
    /// The most entries that a credential has.
    public static let limit = 8
    /// The longest address of a list, in bytes.
    static let addressLimit = 512

    /// Whose form the entry has.
    public enum Form: Sendable {
        /// Bitstring Status List 1.0.
        case bitstring
        /// StatusList2021.
        case statusList2021
    }

    /// Whose form it has.
    public let form: Form
    /// What a set value means.
    public let purpose: StatusPurpose
    /// Which value of the list it is.
    public let index: Int
    /// How many bits a value has, from 1 to 8.
    public let size: Int
    /// The address of the list, which is its identifier, as bytes.
    public let listID: [UInt8]
    /// The entry as the credential has it.
    public let node: JSONNode

    /// The address of the list.
    public var list: String { String(decoding: listID, as: UTF8.self) }

    /// The entries of a member `credentialStatus`, each read or with what is wrong with it.
    ///
    /// - Throws: ``StatusError`` with code `malformedValue` where there are too many.
    public static func entries(of node: JSONNode) throws(StatusError) -> [Result<StatusEntry, StatusError>] {
        guard node.kind == .array else { return [read(node)] }
        guard node.count <= limit else {
            throw StatusError(
                .malformedValue, at: node.pointer, "expected at most \(limit) status entries, found \(node.count)",
                variant: "tooMany", [("limit", .number(limit)), ("found", .number(node.count))])
        }
        return node.elements.map { read($0) }
    }

    private static func read(_ node: JSONNode) -> Result<StatusEntry, StatusError> {
        do throws(StatusError) {
            return .success(try StatusEntry(node))
        } catch {
            return .failure(error)
        }
    }

    /// Reads an entry.
    ///
    /// - Throws: ``StatusError`` with code `typeUnknown` or `malformedValue`.
    public init(_ node: JSONNode) throws(StatusError) {
        guard node.kind == .object else {
            throw StatusError(
                .malformedValue, at: node.pointer, "expected an object, found \(node.kind.name)", variant: "entry")
        }
        self.node = node
        form = try Self.form(node)
        // In StatusList2021 the purpose may not be left out either; there is no meaning without one.
        guard let purpose = node["statusPurpose"].flatMap({ StatusPurpose($0) }) else {
            throw Self.malformed(node, "statusPurpose", "expected a purpose such as revocation", "purpose")
        }
        self.purpose = purpose
        index = try Self.index(node, form)
        size = try Self.size(node)
        guard let address = node["statusListCredential"], address.kind == .string, case let listID = address.utf8,
            Self.isAddress(listID)
        else {
            throw Self.malformed(
                node, "statusListCredential", "expected an https address of at most \(Self.addressLimit) bytes",
                "address")
        }
        self.listID = listID
    }

    /// The kinds of status that are known by name, and that nobody here can decide by.
    private static let known: [StaticString] = ["1EdTechRevocationList", "RevocationList2020Status"]

    private static func form(_ node: JSONNode) throws(StatusError) -> Form {
        let types = node["type"]
        func has(_ name: StaticString) -> Bool {
            types?.isString(name) == true || types?.elements.contains { $0.isString(name) } == true
        }
        if has("BitstringStatusListEntry") { return .bitstring }
        if has("StatusList2021Entry") { return .statusList2021 }
        let name = types?.string ?? types?.elements.compactMap(\.string).first { _ in true } ?? ""
        throw StatusError(
            .typeUnknown, at: node.pointer + "/type", "expected a status entry of a type that is known here",
            variant: known.contains(where: has) ? "recognised" : nil, [("type", .text(String(name.prefix(60))))])
    }

    /// A place in a list: digits in a string, without zeros in front.
    ///
    /// Drafts of StatusList2021 had numbers.
    private static func index(_ node: JSONNode, _ form: Form) throws(StatusError) -> Int {
        let value = node["statusListIndex"]
        let isNumber = value?.kind == .number && form == .statusList2021
        let digits = value?.kind == .string || isNumber ? value?.textBytes ?? [] : []
        guard (1...10).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count == 1 || digits.first != 0x30
        else {
            throw malformed(
                node, "statusListIndex", "expected a string with a whole number, without zeros in front", "index")
        }
        let index = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard index <= Int(Int32.max) else {
            throw malformed(node, "statusListIndex", "expected a number of at most \(Int32.max)", "index")
        }
        return index
    }

    private static func size(_ node: JSONNode) throws(StatusError) -> Int {
        guard let value = node["statusSize"] else { return 1 }
        guard let size = value.integer, (1...8).contains(size) else {
            throw malformed(node, "statusSize", "expected a number from 1 to 8", "size")
        }
        guard size > 1 else { return 1 }
        guard let messages = node["statusMessage"], messages.kind == .array, messages.count == 1 << size else {
            throw malformed(node, "statusMessage", "expected \(1 << size) messages, one for each value", "messages")
        }
        return size
    }

    /// Whether a text is an address that can only be one thing: https, a host, no user, no port, no fragment, in plain ASCII.
    public static func isAddress(_ text: [UInt8]) -> Bool {
        guard text.count <= addressLimit, text.count > scheme.count else { return false }
        for place in scheme.indices where text[place] != scheme[place] { return false }
        var isHost = true
        for place in scheme.count..<text.count {
            let byte = text[place]
            if isHost, byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") {
                guard place > scheme.count else { return false }
                isHost = false
            }
            guard isHost ? hostSigns[Int(byte)] : addressSigns[Int(byte)] else { return false }
        }
        return true
    }

    private static let scheme = Array("https://".utf8)
    /// Which bytes may stand in an address, and which of them in its host.
    private static let addressSigns = (UInt8.min...UInt8.max).map {
        (0x21...0x7E).contains($0) && !Array("#\"<>\\^`{|}".utf8).contains($0)
    }
    private static let hostSigns = (UInt8.min...UInt8.max).map {
        addressSigns[Int($0)] && !Array("@:[]".utf8).contains($0)
    }

    private static func malformed(
        _ node: JSONNode, _ name: StaticString, _ reason: String, _ variant: String
    ) -> StatusError {
        StatusError(
            .malformedValue, at: node.pointer + "/\(name)",
            "\(reason), found \(node[name] == nil ? "none" : "something else")", variant: variant)
    }
}

extension StatusEntry {
    /// What the issuer says by a value, from the messages of the signed entry; `nil` when it says nothing.
    public func message(for value: Int) -> String? {
        guard let messages = node["statusMessage"], messages.kind == .array else { return nil }
        for message in messages.elements {
            guard let text = message["status"]?.string, text.hasPrefix("0x"),
                Int(text.dropFirst(2), radix: 16) == value
            else { continue }
            return message["message"]?.string.map { String($0.prefix(300)) }
        }
        return nil
    }
}
