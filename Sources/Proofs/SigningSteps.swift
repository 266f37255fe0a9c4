/// What is signed, and the values on the way to it.
public struct SigningSteps: Sendable {
    /// The canonical form of the document without its proof.
    public let canonicalDocument: [UInt8]
    /// The canonical form of the proof options.
    public let canonicalOptions: [UInt8]
    /// The hash of the options followed by the hash of the document, 64 bytes.
    public let hashData: HashData
}
