/// What stands on a certificate: texts that the caller chose, in the order in which they are read.
///
/// Nothing is added to them but numbers of pages and codes, so that whoever makes a sheet answers for every word on it.
public struct CertificateSheet: Sendable, Equatable {
    /// A text with what it is.
    public struct Line: Sendable, Equatable {
        /// What the text is, for example *awarded to*; may be empty.
        public var label: String
        /// The text.
        public var text: String

        /// Joins a text and its label.
        public init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    /// Paragraphs, or the items of a list, under a heading.
    public struct Section: Sendable, Equatable {
        /// The heading.
        public var heading: String
        /// The paragraphs or items.
        public var paragraphs: [String]
        /// Whether the paragraphs are items of a list.
        public var isList: Bool

        /// Puts paragraphs under a heading.
        public init(heading: String, paragraphs: [String], isList: Bool = false) {
            self.heading = heading
            self.paragraphs = paragraphs
            self.isList = isList
        }
    }

    /// The language of the texts as a tag of BCP 47, for example `nl`.
    public var language: String
    /// The title that a reader of PDF shows for the document.
    public var documentTitle: String
    /// When the certificate was made, as seconds since 1970 UTC: the only date in the file.
    public var madeAt: Int64
    /// What kind of paper this is, for example *Micro-credential*.
    public var kind: String
    /// To whom it was awarded.
    public var holder: Line
    /// What was awarded.
    public var title: Line
    /// Who awarded it.
    public var issuer: Line
    /// Short facts: date, level, load, grade.
    public var facts: [Line]
    /// Longer texts: outcomes, assessment.
    public var sections: [Section]
    /// How the paper is checked, and what it does not prove.
    public var check: Section
    /// Heading and explanation of the page with the codes.
    public var codes: Section
    /// What stands under a code, with `{number}` and `{count}` in it.
    public var codeCaption: String
    /// What stands at the foot of a page, with `{number}` and `{count}` in it.
    public var pageCaption: String
    /// What the picture shows, for those who do not see it.
    public var pictureDescription: String
    /// The name under which the credential is attached, and what a reader of PDF says of it.
    public var attachment: Line

    /// Collects the texts of a certificate.
    public init(
        language: String, documentTitle: String, madeAt: Int64, kind: String, holder: Line, title: Line, issuer: Line,
        facts: [Line], sections: [Section], check: Section, codes: Section, codeCaption: String, pageCaption: String,
        pictureDescription: String, attachment: Line
    ) {
        self.language = language
        self.documentTitle = documentTitle
        self.madeAt = madeAt
        self.kind = kind
        self.holder = holder
        self.title = title
        self.issuer = issuer
        self.facts = facts
        self.sections = sections
        self.check = check
        self.codes = codes
        self.codeCaption = codeCaption
        self.pageCaption = pageCaption
        self.pictureDescription = pictureDescription
        self.attachment = attachment
    }
}
