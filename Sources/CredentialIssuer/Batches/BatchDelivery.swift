/// Where the credentials of a batch go.
public protocol BatchDelivery: Sendable {
    /// Takes credentials, in the order of the rows; when this returns they are on the disk.
    ///
    /// It may be given the same again, after an interruption.
    ///
    /// - Throws: ``IssuerError`` with code `storageFailed` or `fileTaken`.
    func deliver(_ credentials: [BatchCredential]) throws(IssuerError)

    /// Whether it is whole only with the credentials of all rows in their order, whoever issues them.
    ///
    /// Otherwise those that another process issues at the same time can go where that process delivers.
    var needsEveryRow: Bool { get }

    /// Ends it, when all were given.
    ///
    /// - Throws: ``IssuerError`` with code `storageFailed`.
    func finish() throws(IssuerError)
}

extension BatchDelivery {
    /// The usual one takes what it is given.
    public var needsEveryRow: Bool { false }
}

/// A credential of a batch: signed, recorded, and kept.
public struct BatchCredential: Sendable {
    /// The row of the spreadsheet.
    public let row: Int
    /// What its file may be called, without an ending; no other row of the batch has this name.
    public let name: String
    /// What the register says of it.
    public let record: IssuedRecord
    /// The credential, byte for byte.
    public let bytes: [UInt8]
    /// Whether it was issued now.
    public let isNew: Bool
}
