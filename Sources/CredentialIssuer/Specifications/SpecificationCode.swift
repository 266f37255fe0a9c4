/// The stable names of what can be wrong with a file of an issuer before any rule of the profile is applied.
///
/// A file that is no YAML gives the codes of ``YAMLDocuments/YAMLError`` instead.
public enum SpecificationCode: String, Sendable, CaseIterable {
    /// A field has no meaning here.
    case unknownField = "FIELD_UNKNOWN"
    /// A field that is needed is not there.
    case missingField = "FIELD_MISSING"
    /// A text, a list or fields stand where something else is expected.
    case wrongKind = "FIELD_KIND"
    /// A field says nothing.
    case emptyField = "FIELD_EMPTY"
    /// A word is not one of the words that a field knows.
    case unknownWord = "WORD_UNKNOWN"
    /// A tag names no language.
    case unknownLanguage = "LANGUAGE_UNKNOWN"
    /// A text is there twice in one language, as `fr-BE` and `fr-be`.
    case repeatedLanguage = "LANGUAGE_REPEATED"
    /// A text is there, but not in the main language.
    case missingTranslation = "TRANSLATION_MISSING"
    /// It is no date, or not written as one.
    case unreadableDate = "DATE_UNREADABLE"
    /// It is no number, or not written as one.
    case unreadableNumber = "NUMBER_UNREADABLE"
    /// It is no period of time.
    case unreadablePeriod = "PERIOD_UNREADABLE"
    /// It is no study load.
    case unreadableLoad = "LOAD_UNREADABLE"
    /// It is no address (URI), or no decentralized identifier.
    case unreadableAddress = "ADDRESS_UNREADABLE"
    /// A text has a character that nobody sees and that can make it read as another.
    case unseenCharacter = "CHARACTER_UNSEEN"
    /// A name is not written as names are.
    case unusualName = "NAME_FORM"
    /// The bounds of a scale, or its pass, contradict each other.
    case contradictoryScale = "SCALE_CONTRADICTORY"
    /// A column of a spreadsheet has a name that means nothing here.
    case columnUnknown = "COLUMN_UNKNOWN"
    /// Two columns of a spreadsheet hold the same, whatever they are called.
    case columnRepeated = "COLUMN_REPEATED"
    /// A spreadsheet lacks a column without which no row says enough.
    case columnMissing = "COLUMN_MISSING"
    /// A cell has several lines, or a tab, where one text is expected.
    case severalLines = "CELL_LINES"
    /// Two rows of a spreadsheet are about the same learner.
    case learnerTwice = "LEARNER_TWICE"
    /// Something else was issued to the learner of a row.
    case learnerConflict = "LEARNER_CONFLICT"
    /// What was issued to the learner of a row was corrected since.
    case learnerCorrected = "LEARNER_CORRECTED"
    /// What was issued to the learner of a row was signed with a key that somebody else may have.
    case learnerKeyLost = "LEARNER_KEY_LOST"
    /// A proof of possession that a row names is not taken.
    case proofRefused = "HOLDER_PROOF"
    /// A proof of possession is by another key than the one that the row names.
    case proofOfOtherKey = "HOLDER_PROOF_OTHER_KEY"
    /// Two rows answer the same challenge.
    case proofTwice = "HOLDER_PROOF_TWICE"
    /// It is a file of the other kind: a learner's for a specification, or the other way round.
    case otherFile = "FILE_OTHER"
    /// A code is not that of a warning, so that nothing can be acknowledged.
    case notAcknowledgeable = "ACKNOWLEDGEMENT_UNKNOWN"
}
