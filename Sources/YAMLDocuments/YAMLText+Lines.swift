extension YAMLText {
    /// The spaces and tabs that a line begins with.
    func indentation(ofLine line: Int) -> ArraySlice<UInt8> {
        rest(fromLine: line).prefix { $0 == 0x20 || $0 == 0x09 }
    }

    /// The character at a place, or `nil` behind the end of the text.
    func scalar(at position: YAMLPosition) -> Unicode.Scalar? {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = rest(fromLine: position.line).makeIterator()
        var found: Unicode.Scalar?
        for _ in 0..<max(1, position.column) {
            guard case .valid(let encoded) = parser.parseScalar(from: &rest) else { return nil }
            found = Unicode.UTF8.decode(encoded)
        }
        return found
    }

    /// The text from the beginning of a line; a line ends with a line feed, a return, or both.
    private func rest(fromLine line: Int) -> ArraySlice<UInt8> {
        var rest = bytes
        for _ in 1..<max(1, line) {
            guard let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [] }
            let isPair = rest[end] == 0x0D && rest[end...].dropFirst().first == 0x0A
            rest = rest[end...].dropFirst(isPair ? 2 : 1)
        }
        return rest
    }
}
