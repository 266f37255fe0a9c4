/// What one run over a document is told beside the document (JSON-LD 1.1 API, section 9.3).
public struct JSONLDOptions: Sendable {
    /// The IRI that relative references in the document are relative to; `nil` when there is none.
    public var base: String?

    /// Whether what the algorithms would drop without a word is an error.
    ///
    /// What is dropped is not in the RDF, so that no signature over the RDF protects it. Only conformance tests have a
    /// reason to switch this off.
    public var isSafe: Bool

    /// Whether a type that no context gives a meaning is an error where ``isSafe`` is off as well.
    public var requiresTypes: Bool

    /// How RDF holds the direction of a text; `nil` where it does not.
    ///
    /// Both ways are for those who ask for them: signatures over credentials are made without.
    public var rdfDirection: RDFDirection?

    /// The type, as an IRI, of things that are documents of their own inside the document: what each says of a thing is kept
    /// apart from what the others say of it; `nil` where it is one thing to all, as in RDF.
    ///
    /// It is for those who ask who said what, and read the answer with a ``DatasetTree``. A part with the identifier of the
    /// whole is the whole.
    public var keepingPartsApart: String?

    /// What the document may ask of the algorithms.
    public var limits: JSONLDLimits

    /// What the dataset may hold.
    public var datasetLimits: DatasetLimits

    /// Collects options.
    public init(
        base: String? = nil, isSafe: Bool = true, requiresTypes: Bool = false,
        rdfDirection: RDFDirection? = nil, keepingPartsApart: String? = nil, limits: JSONLDLimits = .credential,
        datasetLimits: DatasetLimits = .credential
    ) {
        self.base = base
        self.isSafe = isSafe
        self.requiresTypes = requiresTypes
        self.rdfDirection = rdfDirection
        self.keepingPartsApart = keepingPartsApart
        self.limits = limits
        self.datasetLimits = datasetLimits
    }
}
