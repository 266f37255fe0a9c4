/// Features of YAML that are refused by name, whether the document is right otherwise or not.
extension YAMLError {
    static func alias(at position: YAMLPosition) -> YAMLError {
        YAMLError(
            .alias, "expected a value, found an alias (a word that begins with *)",
            hint: "Write the value out; if the * is part of a text, put the text in quotes.", at: position)
    }

    static func anchor(at position: YAMLPosition) -> YAMLError {
        YAMLError(
            .anchor, "expected a value, found an anchor (a word that begins with &)",
            hint: "Remove it; if the & is part of a text, put the text in quotes.", at: position)
    }

    static func tag(at position: YAMLPosition) -> YAMLError {
        YAMLError(
            .tag, "expected a value, found a tag (a word that begins with !)",
            hint: "Remove it; if the ! is part of a text, put the text in quotes.", at: position)
    }

    static func directive(at position: YAMLPosition) -> YAMLError {
        YAMLError(
            .directive, "expected a document without directives, found a line that begins with %",
            hint: "Remove the line.", at: position)
    }
}
