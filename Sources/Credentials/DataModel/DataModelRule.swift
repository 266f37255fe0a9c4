/// One rule of the data model: it looks at one statement and adds what it finds.
///
/// A rule knows nothing of proofs, trust or the time of day, and never stops another rule.
public protocol DataModelRule: Sendable {
    /// The codes of everything that the rule can find.
    var codes: [DataModelCode] { get }

    /// Looks at `statement`.
    func check(_ statement: Statement, _ findings: inout DataModelFindings)
}
