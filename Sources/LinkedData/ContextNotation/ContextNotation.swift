public import Encodings

/// A compact notation for JSON-LD contexts, made to be read and reviewed.
///
/// A table says what a JSON-LD 1.1 context says: which terms there are, what each stands for, and how its values are
/// read. It is ASCII text, a statement a line, four spaces for each level of indentation; an empty line and a line that
/// begins with `#` say nothing. Words are separated by spaces.
///
/// ```
/// let sec = https://w3id.org/security#
/// let xsd = http://www.w3.org/2001/XMLSchema#
///
/// scope names
///     protected
///     id = @id
///     type = @type
///
/// include names
/// proof = sec: @id graph
/// DataIntegrityProof = sec:
///     include names
///     challenge domain nonce = sec:
///     expires = sec:expiration xsd:dateTime
/// ```
///
/// A term is a line with `=`. Left of it stands its name, right of it what it stands for:
/// - `sec:expiration`, with an abbreviation that `let` declared before; `sec:` alone takes the name of the term, and is
///   the only form in which a line defines several terms at once;
/// - an IRI with `://`, as it is;
/// - `<xsd:dateTime>`, exactly the text between the brackets, for what only the processor can expand;
/// - a keyword of JSON-LD that may be aliased, such as `@id`.
///
/// After that, in any order:
/// - the type of its values: `@id`, `@vocab`, `@json`, `@none` or an IRI;
/// - its containers: `set`, `list`, `language`, `graph`, `index`, `id`, `type`;
/// - `reverse`, when the term is the property read backwards;
/// - `scope NAME`, the context that holds inside its values, or `scope null`, when no context holds there.
///
/// Lines indented below a term are the context inside its values, written out where it stands.
///
/// Any other line begins with a keyword:
/// - `protected`: the terms of this context are protected;
/// - `vocab IRI`: terms that are not defined stand below this IRI;
/// - `prefix NAME…`: the abbreviations named are terms of this context too, so that documents can use them;
/// - `include NAME`: every statement of a shared scope holds here;
///
/// and, without indentation only:
/// - `let NAME = IRI`: an abbreviation, for this table alone;
/// - `scope NAME`: the lines indented below it are a context that other lines name;
/// - `context URL`: a published context that is processed before the terms.
///
/// Everything is declared before it is used. A term that has the name of a keyword stands alone on its line.
public enum ContextNotation {
    /// The largest table that is read, in bytes.
    static let greatestByteCount = 256 << 10
    /// The most terms that a context has, those of its scopes counted wherever they hold.
    static let greatestTermCount = 10_000
    /// The deepest that contexts stand within each other, whether written out or named.
    static let greatestDepth = 8

    /// The context document, `{"@context": …}`, that a table stands for, in canonical form (RFC 8785).
    ///
    /// Source of what the terms mean: JSON-LD 1.1, sections 4.1 and 9.15.
    ///
    /// - Throws: ``ContextNotationError`` with the code and the line of the first thing that is wrong.
    public static func document(_ table: [UInt8]) throws(ContextNotationError) -> JSONDocument {
        var reader = NotationReader(lines: try NotationLine.lines(of: table))
        let bytes = try reader.read().serialized()
        do {
            return try JSONDocument(parsing: bytes, limits: .general)
        } catch {
            throw ContextNotationError(
                .tooLarge, line: 1, "expected a context within the limits of JSON: \(error.reason)")
        }
    }
}
