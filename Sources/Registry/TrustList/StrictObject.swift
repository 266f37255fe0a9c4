import Cryptography
import Encodings

/// An object of a pin or a trust list, read member by member with no tolerance.
///
/// A member that is not known is refused: it may restrict what the others grant, and a reader that skipped it would
/// grant too much. What only describes may stand under `info`.
struct StrictObject {
    let node: JSONNode
    /// The code of what this object breaks.
    let code: TrustError.Code

    /// Takes `node` as an object that has no members but those named.
    init(
        _ node: JSONNode, members: [StaticString], code: TrustError.Code = .malformed
    ) throws(TrustError) {
        self.node = node
        self.code = code
        guard node.kind == .object else {
            throw TrustError(code, at: node.pointer, "expected an object, found \(node.kind.name)")
        }
        for (name, value) in node.members where !members.contains(where: { name.isString($0) }) {
            throw TrustError(
                code, at: value.pointer,
                "expected only members that this version knows (descriptions stand under 'info'), found another")
        }
    }

    /// Says what is wrong with the member `name`, or with the object where it lacks it.
    func refusal(_ name: StaticString, _ reason: String, _ code: TrustError.Code? = nil) -> TrustError {
        TrustError(code ?? self.code, at: node[name]?.pointer ?? node.pointer + "/\(name)", reason)
    }

    /// The member `name`, which must be there.
    func required(_ name: StaticString) throws(TrustError) -> JSONNode {
        guard let value = node[name] else { throw refusal(name, "expected the member '\(name)', found none") }
        return value
    }

    /// The bytes of a string that must be there and not be empty.
    func text(_ name: StaticString) throws(TrustError) -> [UInt8] {
        guard let text = try optionalText(name) else {
            throw refusal(name, "expected the member '\(name)', found none")
        }
        return text
    }

    /// The bytes of a string that is not empty, or `nil` when the object lacks it.
    func optionalText(_ name: StaticString) throws(TrustError) -> [UInt8]? {
        guard let value = node[name] else { return nil }
        let text = value.kind == .string ? value.utf8 : []
        guard !text.isEmpty else {
            throw refusal(name, "expected a string that is not empty, found \(value.kind.name)")
        }
        return text
    }

    /// A number from `range`.
    func integer(_ name: StaticString, in range: ClosedRange<Int>) throws(TrustError) -> Int {
        guard let value = try optionalInteger(name, in: range) else {
            throw refusal(name, "expected the member '\(name)', found none")
        }
        return value
    }

    /// A number from `range`, or `nil` when the object lacks it.
    func optionalInteger(_ name: StaticString, in range: ClosedRange<Int>) throws(TrustError) -> Int? {
        guard let value = node[name] else { return nil }
        guard let number = value.integer, range.contains(number) else {
            throw refusal(
                name, "expected a number from \(range.lowerBound) to \(range.upperBound), found something else")
        }
        return number
    }

    /// `true` or `false`, or `nil` when the object lacks it.
    func optionalBoolean(_ name: StaticString) throws(TrustError) -> Bool? {
        guard let value = node[name] else { return nil }
        guard let answer = value.boolean else {
            throw refusal(name, "expected true or false, found \(value.kind.name)")
        }
        return answer
    }

    /// The elements of an array that must be there, with at most `limit` of them.
    func array(_ name: StaticString, limit: Int) throws(TrustError) -> JSONNode {
        guard let value = try optionalArray(name, limit: limit) else {
            throw refusal(name, "expected the member '\(name)', found none")
        }
        return value
    }

    /// An array with at most `limit` elements, or `nil` when the object lacks it.
    func optionalArray(_ name: StaticString, limit: Int) throws(TrustError) -> JSONNode? {
        guard let value = node[name] else { return nil }
        guard value.kind == .array else { throw refusal(name, "expected an array, found \(value.kind.name)") }
        guard value.count <= limit else {
            throw refusal(name, "expected at most \(limit) elements, found \(value.count)")
        }
        return value
    }

    /// The strings of an array that, where it is there, is not empty, holds no empty string and none twice.
    func optionalTexts(_ name: StaticString, limit: Int = 1_024) throws(TrustError) -> [[UInt8]]? {
        guard let array = try optionalArray(name, limit: limit) else { return nil }
        guard array.count > 0 else {
            throw refusal(name, "expected at least one element, found none; leave the member out instead")
        }
        var texts: [[UInt8]] = []
        texts.reserveCapacity(array.count)
        for element in array.elements {
            let text = element.utf8
            guard element.kind == .string, !text.isEmpty, !texts.contains(text) else {
                throw TrustError(
                    code, at: element.pointer, "expected strings that are not empty and not repeated, found another")
            }
            texts.append(text)
        }
        return texts
    }

    /// Whether a string member has exactly these bytes.
    func expect(_ name: StaticString, _ text: StaticString) throws(TrustError) {
        guard node[name]?.isString(text) == true else {
            throw refusal(name, "expected '\(text)', found something else")
        }
    }

    /// Refuses `info` unless it is an object; its content is free.
    func checkInfo() throws(TrustError) {
        guard node["info"].map({ $0.kind == .object }) ?? true else {
            throw refusal("info", "expected an object, found another kind of value")
        }
    }

    /// A key as a Multikey.
    func key(_ name: StaticString) throws(TrustError) -> Ed25519PublicKey {
        let text = try text(name)
        do throws(CryptographyError) {
            return try Ed25519PublicKey(multikey: text.span)
        } catch {
            let isWeak = error.code == .keySmallOrder || error.code == .keyNotCanonical
            throw refusal(name, error.reason, isWeak ? .weakKey : nil)
        }
    }

    /// A digest that names its hash function, in base64url multibase, or `nil` when the object lacks it.
    func optionalDigest(_ name: StaticString) throws(TrustError) -> Multihash? {
        guard let text = try optionalText(name) else { return nil }
        do throws(EncodingError) {
            return try Multihash(multibase: text.span)
        } catch {
            throw refusal(name, error.reason)
        }
    }
}

extension StrictObject {
    /// A time that must be there.
    func time(_ name: StaticString) throws(TrustError) -> Timestamp {
        guard let time = try optionalTime(name) else {
            throw refusal(name, "expected the member '\(name)', found none")
        }
        return time
    }

    /// A time in whole seconds of UTC, or `nil` when the object lacks it.
    ///
    /// There is one way to write a time, `2026-11-20T09:00:00Z`, so that two lists never differ in spelling alone.
    func optionalTime(_ name: StaticString) throws(TrustError) -> Timestamp? {
        guard let text = try optionalText(name) else { return nil }
        let expected = "expected a time such as 2026-11-20T09:00:00Z"
        let time: Timestamp
        do throws(EncodingError) {
            time = try Timestamp(parsing: text.span)
        } catch {
            throw refusal(name, "\(expected); \(error.reason)")
        }
        guard text.count == 20, text[19] == UInt8(ascii: "Z"), !text[11...12].elementsEqual("24".utf8) else {
            throw refusal(name, "\(expected), found one written in another way")
        }
        return time
    }

    /// The window of `validFrom` and `validUntil`; the end may be open.
    func window() throws(TrustError) -> ValidityWindow {
        let from = try time("validFrom")
        let until = try optionalTime("validUntil")
        guard until.map({ from <= $0 }) ?? true else {
            throw refusal("validUntil", "expected an end that is not before the start, found an earlier one")
        }
        return ValidityWindow(from: from, until: until)
    }
}
