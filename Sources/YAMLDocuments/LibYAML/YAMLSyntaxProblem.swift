/// Where libyaml stopped, and its words for why: they speak of tokens and nodes to people who write specifications.
struct YAMLSyntaxProblem {
    /// What is the matter, in libyaml's words.
    let problem: String

    /// What it was reading, in libyaml's words, or nothing.
    let context: String

    /// Where it stopped.
    let position: YAMLPosition

    /// Where what it was reading begins.
    let start: YAMLPosition

    let text: YAMLText

    /// The same for people.
    var error: YAMLError {
        tabError ?? propertyError ?? quotingError ?? structureError
            ?? YAMLError(.syntax, "expected a YAML document, found an error: \(problem)", at: position)
    }

    /// A tab where YAML wants spaces: the commonest mistake, and an invisible one.
    private var tabError: YAMLError? {
        let indentation = text.indentation(ofLine: position.line)
        if let tab = indentation.firstIndex(of: 0x09) {
            return YAMLError(
                .tab, "expected spaces at the beginning of line \(position.line), found a tab",
                hint: "Replace each tab by two spaces; most editors can be set to do so.",
                at: YAMLPosition(line: position.line, column: tab - indentation.startIndex + 1))
        }
        guard text.scalar(at: position) == "\t" else { return nil }
        return YAMLError(.tab, "expected a space, found a tab", hint: "Replace the tab by a space.", at: position)
    }

    /// Signs with a meaning of their own that a text happened to begin with.
    private var propertyError: YAMLError? {
        if context.hasSuffix("an alias") {
            return YAMLError.alias(at: start)
        }
        if context.hasSuffix("an anchor") {
            return YAMLError.anchor(at: start)
        }
        if context.contains("a tag") || problem.contains("tag handle") {
            return YAMLError.tag(at: start)
        }
        if context.contains("directive") || problem.contains("directive") || problem.contains("incompatible") {
            return YAMLError.directive(at: start)
        }
        if problem.hasPrefix("found character that cannot start") {
            let sign = text.scalar(at: position).map { YAMLError.quoted(String($0)) } ?? "another sign"
            return YAMLError(
                .syntax, "expected a value, found \(sign), which cannot begin one",
                hint: "Put the whole text in quotes.", at: position)
        }
        return nil
    }

    /// Texts in quotes, and blocks of text.
    private var quotingError: YAMLError? {
        if context.hasSuffix("a quoted scalar") {
            let isEscape = !problem.hasPrefix("found unexpected")
            return isEscape
                ? YAMLError(
                    .syntax, "expected an escape such as \\n or \\\" after the backslash, found another",
                    hint: "Write a backslash twice in double quotes, or use single quotes.", at: position)
                : YAMLError(
                    .syntax, "expected a closing quote for the text that begins here, found none",
                    hint: "End the text with the same quote it begins with.", at: start)
        }
        if context.hasSuffix("a block scalar") {
            return YAMLError(
                .syntax, "expected nothing more on a line that ends with | or >, found more",
                hint: "Begin the text on the next line, indented; a text with such a sign goes in quotes.",
                at: position)
        }
        return nil
    }

    /// Lists, mappings and how far their lines are indented.
    private var structureError: YAMLError? {
        switch problem {
        case "mapping values are not allowed in this context":
            YAMLError(
                .syntax, "expected one value, found a second colon",
                hint: "Put a text with a colon in quotes; if this is a key, indent it like the keys around it.",
                at: position)
        case "could not find expected ':'":
            YAMLError(
                .syntax, "expected a key, a colon and a space on line \(start.line), found another line",
                hint: "Write a space after the colon; indent a text that goes on from the line before.", at: start)
        case "did not find expected key": lineError
        case "did not find expected '-' indicator":
            YAMLError(
                .syntax, "expected another item of the list that begins on line \(start.line), found something else",
                hint: "Begin each item with a dash and a space, all indented the same.", at: position)
        case "block sequence entries are not allowed in this context":
            YAMLError(
                .syntax, "expected a list on lines of its own, found a dash in the middle of a line",
                hint: "Begin the first item on the next line; a text that begins with a dash goes in quotes.",
                at: position)
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            YAMLError(
                .syntax,
                "expected a comma or \(problem.hasSuffix("]'") ? "]" : "}") after what begins on line \(start.line), "
                    + "column \(start.column), found something else",
                hint: "Close the bracket; a text with brackets or commas goes in quotes.", at: position)
        case "found unexpected ':'":
            YAMLError(
                .syntax, "expected a text, found a colon at its end",
                hint: "Put a text that ends in a colon in quotes.", at: position)
        case "did not find expected node content":
            YAMLError(
                .syntax, "expected a value, found a sign that cannot begin one",
                hint: "Remove the sign, or put the whole text in quotes.", at: position)
        case "did not find expected <document start>":
            YAMLError(
                .syntax, "expected the end of the document, found more",
                hint: "Indent the line like the first line of the document.", at: position)
        default: nil
        }
    }

    /// A line that is not indented like the others, or has more after its value.
    private var lineError: YAMLError {
        let isAtLineStart = position.column == text.indentation(ofLine: position.line).count + 1
        return isAtLineStart
            ? YAMLError(
                .syntax,
                "expected a key that begins in column \(start.column) like those since line \(start.line), "
                    + "found something else",
                hint: "Indent the line like the keys it belongs to.", at: position)
            : YAMLError(
                .syntax, "expected the end of the line after the value, found more",
                hint: "Put the whole text in quotes; a quote in single quotes is written twice: ''.", at: position)
    }
}
