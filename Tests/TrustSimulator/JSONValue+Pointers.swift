public import Encodings

extension JSONValue {
    /// The value with something else at a JSON pointer; `nil` takes out what stands there, and `-` as the index of an
    /// array adds to it.
    public func replacing(_ pointer: String, with value: JSONValue?) -> JSONValue {
        replacing(pointer.split(separator: "/")[...], with: value)
    }

    /// What stands at a JSON pointer.
    public func at(_ pointer: String) -> JSONValue? {
        pointer.split(separator: "/").reduce(self as JSONValue?) { value, part in
            guard case .array(let elements)? = value else { return value?[Self.name(part)] }
            return Int(part).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        }
    }

    private func replacing(_ path: ArraySlice<Substring>, with value: JSONValue?) -> JSONValue {
        guard let part = path.first else { return value ?? .null }
        let rest = path.dropFirst()
        guard case .array(var elements) = self else {
            var copy = self
            copy[Self.name(part)] =
                rest.isEmpty ? value : (self[Self.name(part)] ?? .object([])).replacing(rest, with: value)
            return copy
        }
        if part == "-" {
            elements.append(value ?? .null)
        } else if let index = Int(part), elements.indices.contains(index) {
            if rest.isEmpty, value == nil {
                elements.remove(at: index)
            } else {
                elements[index] = elements[index].replacing(rest, with: value)
            }
        }
        return .array(elements)
    }

    /// The name that a part of a pointer stands for (RFC 6901, section 4).
    private static func name(_ part: Substring) -> String {
        var name = ""
        var isEscaped = false
        for character in part.unicodeScalars {
            if isEscaped {
                name.unicodeScalars.append(character == "1" ? "/" : "~")
                isEscaped = false
            } else if character == "~" {
                isEscaped = true
            } else {
                name.unicodeScalars.append(character)
            }
        }
        return name
    }
}
