/// A dataset in the form that RDFC-1.0 gives it: its statements as ordered lines of canonical N-Quads, with labels for
/// blank nodes that depend on nothing but the dataset (W3C Recommendation RDF Dataset Canonicalization, sections 4 and 5).
///
/// Two datasets have the same canonical form exactly when they differ in nothing but the labels of their blank nodes.
public struct CanonicalDataset: Hashable, Sendable {
    /// The canonical form: UTF-8, every line ended by a line feed.
    public let nQuads: [UInt8]

    /// The labels that the blank nodes had before, without `_:`, in the order of their canonical identifiers: the first
    /// is now `c14n0`.
    public let labels: [String]

    /// The canonical identifier for each label that was given, both without `_:`: the issued identifiers map.
    ///
    /// Two labels that are composed and decomposed forms of one text fall together here, as Swift compares them; in
    /// ``labels`` they do not.
    public var issuedIdentifiers: [String: String] {
        var identifiers: [String: String] = [:]
        for (number, label) in labels.enumerated() { identifiers[label] = "c14n\(number)" }
        return identifiers
    }

    /// Canonicalises a dataset.
    ///
    /// - Throws: ``RDFError`` with code `canonicalizationLimit` when it takes more work than the limits allow, and
    ///   `hashFailure` when libcrypto cannot hash.
    public init(
        _ dataset: RDFDataset, hash: CanonicalizationHash = .sha256, limits: CanonicalizationLimits = .credential
    ) throws(RDFError) {
        var limits = limits
        try self.init(dataset, hash: hash, remaining: &limits)
    }

    /// Canonicalises a dataset with what is left of the work for several, and takes from it what was needed.
    ///
    /// - Throws: as ``init(_:hash:limits:)``.
    public init(
        _ dataset: RDFDataset, hash: CanonicalizationHash = .sha256, remaining: inout CanonicalizationLimits
    ) throws(RDFError) {
        var canonicalizer = Canonicalizer(dataset, hash, remaining)
        var byteCount = 0
        defer { remaining = canonicalizer.budget.remainder(byteCount: byteCount) }
        try canonicalizer.issueIdentifiers()
        let terms = CanonicalTerms(canonicalizer)
        nQuads = try terms.lines(canonicalizer.quads, canonicalizer.budget)
        byteCount = nQuads.count
        labels = canonicalizer.canonical.order.map { node in
            let range = dataset.terms.range(canonicalizer.index.nodes[Int(node)].index)
            return String(decoding: dataset.terms.bytes[range].dropFirst(2), as: UTF8.self)
        }
    }
}
