import CYAML

/// The parser of libyaml over a text in memory, one event at a time.
///
/// No pointer leaves this file. libyaml keeps its own stacks, so that deep nesting costs memory and no call stack; who
/// asks for events stops at the depth it allows.
@safe final class LibYAMLParser {
    private let text: YAMLText
    private var cursor: YAMLTextCursor
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Starts at the beginning of a text, which is copied: libyaml reads it bit by bit.
    init(_ text: YAMLText) throws(YAMLError) {
        self.text = text
        cursor = YAMLTextCursor(text)
        unsafe input = .allocate(capacity: text.bytes.count)
        _ = unsafe input.initialize(from: text.bytes)
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            throw YAMLError(.syntax, "there is not enough memory to read the document", at: .start)
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event.
    ///
    /// - Throws: ``YAMLError`` with code `syntax`, `tab` or `characterNotAllowed`.
    func next() throws(YAMLError) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        let position = unsafe Self.position(event.start_mark)
        let (kind, hasAnchor, hasTag) = try unsafe Self.describe(event, at: position)
        let before = unsafe cursor.surroundings(of: Int(clamping: event.start_mark.index)).before
        let after = unsafe cursor.surroundings(of: Int(clamping: event.end_mark.index)).at
        return YAMLEvent(
            kind: kind, hasAnchor: hasAnchor, hasTag: hasTag, position: position,
            followsQuestionMark: before == UInt8(ascii: "?"),
            numberSign: after == UInt8(ascii: "#") ? unsafe Self.position(event.end_mark) : nil)
    }

    private static func describe(
        _ event: yaml_event_t, at position: YAMLPosition
    ) throws(YAMLError) -> (kind: YAMLEvent.Kind, hasAnchor: Bool, hasTag: Bool) {
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            let start = unsafe event.data.document_start
            let hasTags = unsafe start.tag_directives.start != start.tag_directives.end
            let isOtherVersion = unsafe start.version_directive.map { version in
                unsafe version.pointee.major != 1 || version.pointee.minor != 2
            }
            return (.documentStart(hasDirectives: hasTags || isOtherVersion == true), false, false)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let hasAnchor = unsafe scalar.anchor != nil
            let hasTag = unsafe scalar.tag != nil
            return (.scalar(try unsafe Self.scalar(event, at: position)), hasAnchor, hasTag)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe (.sequenceStart, start.anchor != nil, start.tag != nil)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe (.mappingStart, start.anchor != nil, start.tag != nil)
        case YAML_ALIAS_EVENT: return (.alias, false, false)
        case YAML_SEQUENCE_END_EVENT: return (.sequenceEnd, false, false)
        case YAML_MAPPING_END_EVENT: return (.mappingEnd, false, false)
        case YAML_DOCUMENT_END_EVENT: return (.documentEnd, false, false)
        case YAML_STREAM_START_EVENT: return (.streamStart, false, false)
        default: return (.streamEnd, false, false)
        }
    }

    private static func scalar(_ event: yaml_event_t, at position: YAMLPosition) throws(YAMLError) -> YAMLScalar {
        let scalar = unsafe event.data.scalar
        let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
            throw YAMLError(.notUTF8, "expected UTF-8, found other bytes in a value", at: position)
        }
        let style: YAMLScalar.Style =
            switch unsafe scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        return YAMLScalar(text: text, style: style)
    }

    /// The error that libyaml stopped at.
    private func failure() -> YAMLError {
        let problem = unsafe Self.words(parser.pointee.problem)
        let context = unsafe Self.words(parser.pointee.context)
        let position = unsafe Self.position(parser.pointee.problem_mark)
        let start = unsafe Self.position(parser.pointee.context_mark)
        return YAMLSyntaxProblem(
            problem: problem, context: context, position: position,
            start: context.isEmpty ? position : start, text: text
        ).error
    }

    private static func position(_ mark: yaml_mark_t) -> YAMLPosition {
        YAMLPosition(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }

    private static func words(_ text: UnsafePointer<CChar>?) -> String {
        guard let text = unsafe text else { return "" }
        return unsafe String(cString: text)
    }
}
