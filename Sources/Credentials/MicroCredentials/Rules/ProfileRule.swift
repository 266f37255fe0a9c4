/// One rule of the profile: what it looks at, when, and what it finds.
///
/// A rule is one small file. To add one, write it and add it to ``ProfileRules/all``, and its sentence to each language
/// of the catalogue.
public protocol ProfileRule: Sendable {
    /// The stable code, for example `MC06`.
    var code: String { get }
    /// The element that is wrong when the rule finds an error; `nil` for what is no mandatory element.
    var element: ProfileElement? { get }
    /// When it is applied.
    var phases: ProfilePhases { get }
    /// What it finds in `record`; nothing when all is well.
    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding]
}

extension ProfileRule {
    /// No mandatory element, unless a rule says otherwise.
    public var element: ProfileElement? { nil }
    /// Always, unless a rule says otherwise.
    public var phases: ProfilePhases { .all }

    /// How often one rule speaks about one record: a document of nonsense is not worth more.
    static var findingLimit: Int { 20 }

    /// An error at `place`, told by the sentence for the code and `variant`.
    func error(
        at place: RecordPlace, _ variant: String? = nil, _ arguments: [(name: String, value: String)] = []
    ) -> [Finding] {
        [Finding(code, .error, at: place, variant: variant, arguments)]
    }

    /// A warning at `place`, told by the sentence for the code and `variant`.
    func warning(
        at place: RecordPlace, _ variant: String? = nil, _ arguments: [(name: String, value: String)] = []
    ) -> [Finding] {
        [Finding(code, .warning, at: place, variant: variant, arguments)]
    }
}

extension Finding {
    /// The argument that tells which of several sentences of one code is meant.
    static let variantName = "variant"

    /// Makes a finding of which a catalogue has several sentences: `MC05` and `MC05.missing`, for example.
    public init(
        _ code: String, _ severity: Severity, at place: String, variant: String?,
        _ arguments: [(name: String, value: String)] = []
    ) {
        self.init(code, severity, at: place, Self.arguments(variant, arguments))
    }

    /// Makes a finding of which a catalogue has several sentences, at a place in a record.
    public init(
        _ code: String, _ severity: Severity, at place: RecordPlace, variant: String?,
        _ arguments: [(name: String, value: String)] = []
    ) {
        self.init(code, severity, at: place, Self.arguments(variant, arguments))
    }

    private static func arguments(
        _ variant: String?, _ arguments: [(name: String, value: String)]
    ) -> [(name: String, value: String)] {
        variant.map { [(name: variantName, value: $0)] + arguments } ?? arguments
    }

    /// Which of several sentences of one code is meant; `nil` for the plain one.
    public var variant: String? { arguments.first { $0.name == Self.variantName }?.value }
}
