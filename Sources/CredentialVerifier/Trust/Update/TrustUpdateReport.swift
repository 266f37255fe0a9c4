public import Registry

/// What bringing a trust folder up to date came to.
public struct TrustUpdateReport: Sendable {
    /// A file that was put into the folder.
    public struct Change: Sendable, Hashable {
        /// Its name in the folder.
        public let path: String
        /// Whether there was none of this name before.
        public let isNew: Bool

        /// Names a file, and whether there was none of this name before.
        public init(path: String, isNew: Bool) {
            self.path = path
            self.isNew = isNew
        }
    }

    /// The folder that was brought up to date, which has the pin.
    public let folder: String
    /// The list that was there before and counted.
    public let previous: IssuerTrustList?
    /// Why the list that was there before did not count.
    public let previousProblem: TrustError?
    /// The list that is there now.
    public let list: IssuerTrustList
    /// The files that were put into the folder, in order; none where the source had nothing new.
    public let changes: [Change]
    /// The files that were left out.
    public let leftOut: [AcceptedTrustFiles.LeftOut]
    /// What is worth knowing of the list.
    public let notes: [TrustNote]

    /// Whether nobody could tell which status lists and DID documents the source has, so that none were asked for.
    public let isPartial: Bool

    /// Whether the list is another one than before.
    public var isListNew: Bool { changes.contains { $0.path.utf8.elementsEqual(TrustFolder.listName.utf8) } }
}
