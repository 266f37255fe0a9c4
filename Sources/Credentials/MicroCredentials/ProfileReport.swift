public import Encodings

/// What the profile says of one record: which of the eleven elements are there, and what is wrong.
public struct ProfileReport: Sendable {
    /// How an element is.
    public enum State: Sendable, Hashable {
        /// It is there and nothing is wrong with it.
        case present
        /// It is not there.
        case missing
        /// Something is there, and an error was found in it.
        case wrong
    }

    /// How many errors of several subjects are kept, and how many lesser findings: nobody reads thousands.
    public static let findingLimit = 100

    /// The code of the last finding where there were more than are kept; its argument `count` tells how many more.
    public static let omittedCode = "FINDINGS_OMITTED"

    /// What the rules found, warnings and information included.
    public private(set) var findings: [Finding]

    /// One bit for each element that an error was found in.
    private var errors: UInt16 = 0
    /// One bit for each element of which nothing is there.
    private var absent: UInt16 = 0

    /// Applies the rules of a phase.
    public init(
        _ record: MicroCredentialRecord, phase: ProfilePhase, at now: Timestamp? = nil,
        settings: ProfileSettings = .standard
    ) {
        findings = ProfileRules.check(record, phase: phase, at: now, settings: settings)
        for finding in findings where finding.severity == .error {
            guard let element = ProfileRules.element(of: finding.code) else { continue }
            errors |= 1 << UInt16(element.rawValue)
            if !record.mentions(element) { absent |= 1 << UInt16(element.rawValue) }
        }
    }

    /// The report on a credential in which the rules find nothing.
    init() { findings = [] }

    /// Joins the reports of several subjects of one credential: an element is as bad as in the worst of them.
    ///
    /// Errors and lesser findings are counted apart, so that no number of warnings hides an error.
    init(joining reports: some Sequence<ProfileReport>) {
        findings = []
        var counts = (errors: 0, others: 0, omitted: 0)
        for report in reports {
            errors |= report.errors
            absent |= report.absent
            for finding in report.findings {
                let count = finding.severity == .error ? counts.errors : counts.others
                guard count < Self.findingLimit else {
                    counts.omitted += 1
                    continue
                }
                if finding.severity == .error { counts.errors += 1 } else { counts.others += 1 }
                findings.append(finding)
            }
        }
        if counts.omitted > 0 {
            findings.append(Finding(Self.omittedCode, .info, at: "", [("count", String(counts.omitted))]))
        }
    }

    /// How an element is.
    public func state(of element: ProfileElement) -> State {
        let bit: UInt16 = 1 << UInt16(element.rawValue)
        if errors & bit == 0 { return .present }
        return absent & bit == 0 ? .wrong : .missing
    }

    /// Whether all eleven elements are there and right.
    public var isComplete: Bool { errors == 0 }

    /// How many of the eleven elements are there and right.
    public var presentCount: Int { ProfileElement.allCases.count - errors.nonzeroBitCount }

    /// The elements that are missing or wrong.
    public var incompleteElements: [ProfileElement] { ProfileElement.allCases.filter { state(of: $0) != .present } }

    /// The worst that was found; `nil` when nothing was.
    public var worst: Finding.Severity? { findings.map(\.severity).max() }
}

extension ProfileRules {
    /// The mandatory element that an error with `code` is about.
    static func element(of code: String) -> ProfileElement? { elements[code] ?? nil }

    private static let elements = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.element) })
}

extension MicroCredentialRecord {
    /// Whether anything is said about an element, right or wrong.
    func mentions(_ element: ProfileElement) -> Bool {
        switch element {
        case .learner:
            guard let learner = award?.learner else { return false }
            return learner.familyName != nil || learner.givenNames != nil || learner.singleName != nil
        case .title: return achievement.title != LocalizedText()
        case .country: return !issuer.countries.isEmpty
        case .awardingBody: return issuer.name != nil || !achievement.awardingBodies.isEmpty
        case .dateOfIssuing: return award?.awardedOn != nil
        case .learningOutcomes: return !achievement.learningOutcomes.isEmpty
        case .workload: return achievement.workload != NotionalWorkload()
        case .level: return achievement.level != LevelStatement()
        case .assessment: return achievement.assessments.contains { !$0.types.isEmpty }
        case .participation: return !achievement.participationModes.isEmpty
        case .qualityAssurance: return !achievement.qualityAssurance.isEmpty
        }
    }
}
