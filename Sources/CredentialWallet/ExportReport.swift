/// What came of exporting a whole wallet.
public struct ExportReport: Sendable {
    /// The credentials that were exported, by number.
    public let exported: [WalletEntry]

    /// The credentials whose file is missing from the wallet, or was changed in it; nothing of them was exported.
    public let damaged: [WalletEntry]
}
