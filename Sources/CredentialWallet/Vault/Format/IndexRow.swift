import Encodings

/// One credential in the index of a vault, whose values are read when somebody asks for them.
///
/// The whole index was seen to be what is written there before any row of it is made. Were a value not to be read all
/// the same, it would be as if the document did not claim it.
struct IndexRow: Sendable {
    /// The bytes of the whole index, which all rows share.
    private let index: [UInt8]
    private let noteStart: Int
    private let claimsStart: Int
    private let end: Int
    private let searched: Range<Int>

    /// Whether the document names others with their digests.
    let namesOthers: Bool

    /// Takes note of where things are.
    init(index: [UInt8], note: Int, claims: Int, end: Int, searched: Range<Int>, namesOthers: Bool) {
        self.index = index
        noteStart = note
        claimsStart = claims
        self.end = end
        self.searched = searched
        self.namesOthers = namesOthers
    }

    /// All of it, as it is written.
    var whole: ArraySlice<UInt8> { index[noteStart..<end] }

    /// What the wallet knows besides the bytes of the credential.
    var note: WalletNote? {
        var reader = IndexReader(index, from: noteStart)
        return VaultIndex.note(&reader)
    }

    /// What the document claims.
    var claims: SummaryClaims {
        var reader = IndexReader(index, from: claimsStart)
        return VaultIndex.claims(&reader) ?? SummaryClaims()
    }

    /// The same with numbers and days alone, without its texts.
    var outline: SummaryClaims {
        var reader = IndexReader(index, from: claimsStart, texts: .skip)
        return VaultIndex.claims(&reader) ?? SummaryClaims()
    }

    /// The identifier of the document, with which its claims begin.
    var documentID: String? {
        var reader = IndexReader(index, from: claimsStart)
        return reader.optionalText() ?? nil
    }

    /// Whether text occurs in what a search looks through.
    func isFound(_ wanted: SearchedText) -> Bool { wanted.occurs(in: index.span.extracting(searched)) }
}
