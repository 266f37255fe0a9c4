internal import Encodings

extension Span where Element == UInt8 {
    /// Whether these are exactly the bytes of `text`.
    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count == length else { return false }
        return unsafe withUnsafeBytes { bytes in
            guard let left = bytes.baseAddress else { return true }
            let right = unsafe UnsafeRawPointer(text.utf8Start)
            // Eight bytes at a time; the last eight may overlap those before them.
            var offset = 0
            while offset + 8 <= length {
                guard unsafe Self.isSame(UInt64.self, left, right, at: offset) else { return false }
                offset += 8
            }
            if length >= 8 { return unsafe Self.isSame(UInt64.self, left, right, at: length - 8) }
            while offset < length {
                guard unsafe Self.isSame(UInt8.self, left, right, at: offset) else { return false }
                offset += 1
            }
            return true
        }
    }

    @inline(__always)
    private static func isSame<Word: BitwiseCopyable & Equatable>(
        _ word: Word.Type, _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, at offset: Int
    ) -> Bool {
        unsafe left.loadUnaligned(fromByteOffset: offset, as: word)
            == right.loadUnaligned(fromByteOffset: offset, as: word)
    }

    /// A copy of the bytes.
    var array: [UInt8] { unsafe withUnsafeBufferPointer { unsafe Array($0) } }

    /// Whether `byte` is among these.
    func contains(_ byte: UInt8) -> Bool {
        for index in 0..<count where self[index] == byte { return true }
        return false
    }
}

extension JSONNode {
    /// Whether the value is a string that is not empty.
    var isText: Bool { withUTF8 { !$0.isEmpty } ?? false }

    /// Whether the value is an absolute URL; `malformed` also for what is no string.
    func urlVerdict(_ alphabet: URLSyntax.Alphabet) -> URLSyntax.Verdict {
        withUTF8 { URLSyntax.verdict($0, alphabet) } ?? .malformed
    }
}
