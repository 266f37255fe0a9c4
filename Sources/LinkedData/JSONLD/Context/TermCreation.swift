internal import Encodings

/// An active context while the terms of a local context are added to it.
struct TermCreation {
    var local: LocalContext
    var parts: ActiveContext.Parts
    let application: ContextProcessor.Application
    /// Whether terms are protected unless they say otherwise.
    var protects = false

    init(local: LocalContext, parts: ActiveContext.Parts, application: ContextProcessor.Application) {
        self.local = local
        self.parts = parts
        self.application = application
    }

    func definition(_ term: Span<UInt8>) -> TermDefinition? {
        parts.names.find(term).flatMap { parts.definitions[$0] }
    }

    /// Takes away the definition of a term, and gives it.
    mutating func remove(_ term: Span<UInt8>) -> TermDefinition? {
        guard let index = parts.names.find(term) else { return nil }
        let definition = parts.definitions[index]
        parts.definitions[index] = nil
        return definition
    }

    mutating func set(_ term: Span<UInt8>, _ definition: TermDefinition) {
        let (index, isNew) = parts.names.insert(term)
        if isNew { parts.definitions.append(definition) } else { parts.definitions[index] = definition }
    }
}
