public import Storage

/// Where a wallet keeps its credentials and its notes: a folder of files, an encrypted vault, or memory in tests.
///
/// What a call has acknowledged survives a crash and a power failure. A crash within a call leaves the state before it
/// or after it, but for ``keep(_:note:)``: there the bytes alone can be left, without their note.
public protocol WalletStore: Sendable {
    /// Runs `body` while nobody else changes the wallet, and puts right what an interrupted change left behind.
    ///
    /// - Throws: ``WalletError`` with code `busy` when another program does not finish soon, `failed`, or what `body`
    ///   throws.
    func exclusively<Result>(_ body: () throws(WalletError) -> Result) throws(WalletError) -> Result

    /// The notes, in any order.
    ///
    /// - Throws: ``WalletError`` with code `failed`. A note that cannot be read is left out: the bytes are what counts.
    func notes() throws(WalletError) -> [WalletNote]

    /// The digests of all bytes that are kept, in any order, whether they have a note or not.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    func digests() throws(WalletError) -> [ObjectName]

    /// The bytes kept under a digest as they are found, or `nil`.
    ///
    /// - Throws: ``WalletError`` with code `failed` or `tooLarge`.
    func bytes(of digest: ObjectName) throws(WalletError) -> [UInt8]?

    /// What lists and searches need of every credential, by number, where the store has it without reading each of them;
    /// else `nil`.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    func indexed() throws(WalletError) -> [WalletSummary]?

    /// Keeps bytes with a note on them.
    ///
    /// - Throws: ``WalletError`` with code `damaged` when other bytes stand under the digest, or `failed`.
    func keep(_ bytes: [UInt8], note: WalletNote) throws(WalletError)

    /// Puts a note in place of the one with the same digest.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    func replace(_ note: WalletNote) throws(WalletError)

    /// Removes bytes and their note for good.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    func remove(_ digest: ObjectName) throws(WalletError)
}

extension WalletStore {
    /// Nothing: a store without an index.
    public func indexed() throws(WalletError) -> [WalletSummary]? { nil }
}
