import TestSupport

/// Documents that look like credentials, for what only carries them.
enum SampleDocument {
    /// A JSON document of about that many bytes, with digests and identifiers that compress badly.
    static func document(ofAbout count: Int, seed: Int) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text = #"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"]"#
        var index = 0
        while text.utf8.count < count {
            let value = String(decoding: (0..<64).map { _ in random.pick(alphabet) }, as: UTF8.self)
            text += #","digest\#(index)":"u\#(value)","name\#(index)":"één voorbeeld \#(index)""#
            index += 1
        }
        return Array((text + "}").utf8)
    }
}
