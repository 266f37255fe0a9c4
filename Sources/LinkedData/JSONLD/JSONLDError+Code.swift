extension JSONLDError {
    /// The stable name of what is wrong.
    ///
    /// The raw value is the error code of the JSON-LD 1.1 API, section 9.6, where that has one.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Two members of an object are the same keyword.
        case collidingKeywords = "colliding keywords"
        /// A node has two different indexes.
        case conflictingIndexes = "conflicting indexes"
        /// Contexts refer to more contexts than are accepted.
        case contextOverflow = "context overflow"
        /// Terms are defined by each other.
        case cyclicIRIMapping = "cyclic IRI mapping"
        /// The value of `@id` is no string.
        case invalidIdValue = "invalid @id value"
        /// The value of `@import` is no string.
        case invalidImportValue = "invalid @import value"
        /// The value of `@included` holds something else than nodes.
        case invalidIncludedValue = "invalid @included value"
        /// The value of `@index` is no string.
        case invalidIndexValue = "invalid @index value"
        /// The value of `@nest` is not what may stand there.
        case invalidNestValue = "invalid @nest value"
        /// The value of `@prefix` is neither true nor false.
        case invalidPrefixValue = "invalid @prefix value"
        /// The value of `@propagate` is neither true nor false.
        case invalidPropagateValue = "invalid @propagate value"
        /// The value of `@protected` is neither true nor false.
        case invalidProtectedValue = "invalid @protected value"
        /// The value of `@reverse` is no object.
        case invalidReverseValue = "invalid @reverse value"
        /// The value of `@version` is not 1.1.
        case invalidVersionValue = "invalid @version value"
        /// A direction is neither `ltr` nor `rtl`.
        case invalidBaseDirection = "invalid base direction"
        /// The value of `@base` is no IRI.
        case invalidBaseIRI = "invalid base IRI"
        /// A container is not one of those that there are.
        case invalidContainerMapping = "invalid container mapping"
        /// A context has an entry that it may not have.
        case invalidContextEntry = "invalid context entry"
        /// A context with protected terms is set to null.
        case invalidContextNullification = "invalid context nullification"
        /// The value of `@language` in a context is no string.
        case invalidDefaultLanguage = "invalid default language"
        /// A term stands for something else than an IRI.
        case invalidIRIMapping = "invalid IRI mapping"
        /// A term stands for a keyword that has no aliases.
        case invalidKeywordAlias = "invalid keyword alias"
        /// A value of a language map is no string.
        case invalidLanguageMapValue = "invalid language map value"
        /// The language of a term is no string.
        case invalidLanguageMapping = "invalid language mapping"
        /// The value of `@language` is no string.
        case invalidLanguageTaggedString = "invalid language-tagged string"
        /// Something else than a string has a language.
        case invalidLanguageTaggedValue = "invalid language-tagged value"
        /// A context is neither an address, an object nor null.
        case invalidLocalContext = "invalid local context"
        /// A context document has no context.
        case invalidRemoteContext = "invalid remote context"
        /// The definition of a reversed term has what it may not have.
        case invalidReverseProperty = "invalid reverse property"
        /// A keyword stands inside `@reverse`.
        case invalidReversePropertyMap = "invalid reverse property map"
        /// The value of a reversed property is no node.
        case invalidReversePropertyValue = "invalid reverse property value"
        /// A context inside the definition of a term is wrong.
        case invalidScopedContext = "invalid scoped context"
        /// A set or list has other members.
        case invalidSetOrListObject = "invalid set or list object"
        /// The definition of a term is wrong.
        case invalidTermDefinition = "invalid term definition"
        /// The type of a term is no IRI.
        case invalidTypeMapping = "invalid type mapping"
        /// The value of `@type` is neither a string nor an array of strings.
        case invalidTypeValue = "invalid type value"
        /// The type of a value is no IRI.
        case invalidTypedValue = "invalid typed value"
        /// A value object has a member that it may not have.
        case invalidValueObject = "invalid value object"
        /// The value of `@value` is an array or an object.
        case invalidValueObjectValue = "invalid value object value"
        /// The value of `@vocab` is no string.
        case invalidVocabMapping = "invalid vocab mapping"
        /// A context defines a keyword.
        case keywordRedefinition = "keyword redefinition"
        /// A context is of another version than the processing mode.
        case processingModeConflict = "processing mode conflict"
        /// A context redefines a protected term.
        case protectedTermRedefinition = "protected term redefinition"
        /// The address of a context is relative, and there is nothing that it is relative to.
        case loadingDocumentFailed = "loading document failed"
        /// A context is not one of those that the loader knows; it is never fetched.
        case contextUnknown = "loading remote context failed"

        // What the algorithms of JSON-LD drop or limit without an error code of their own.

        /// A member is dropped: no context says what its name means.
        case undefinedTerm = "undefined term"
        /// A type is no IRI: no context says what it means.
        case undefinedType = "undefined type"
        /// An IRI is relative, and there is nothing that it is relative to.
        case relativeIRI = "relative IRI"
        /// A name begins with `@` and is no keyword that means anything here.
        case reservedKeyword = "reserved keyword"
        /// A value belongs to nothing, so that it is dropped.
        case freeFloatingValue = "free-floating value"
        /// A value object has the value null, so that it is dropped.
        case nullValue = "null value"
        /// A text that stands for an IRI has a character that no IRI has.
        case invalidIRI = "invalid IRI"
        /// A language tag does not follow the grammar of BCP 47.
        case invalidLanguageTag = "invalid language tag"
        /// A value has an index, which RDF does not keep.
        case lostIndex = "lost index"
        /// A property is a blank node, which RDF does not allow.
        case blankNodeProperty = "blank node property"
        /// A document is larger, deeper or more work than is accepted.
        case limit = "limit"

        /// The name of the code in capitals: `CONTEXT_UNKNOWN`, or `JSONLD_` and the words of the raw value.
        public var name: String {
            if self == .contextUnknown { return "CONTEXT_UNKNOWN" }
            let words = rawValue.split { !$0.isLetter }
            return "JSONLD_" + words.map { $0.uppercased() }.joined(separator: "_")
        }
    }
}
