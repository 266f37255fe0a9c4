internal import Encodings

extension Span where Element == UInt8 {
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
