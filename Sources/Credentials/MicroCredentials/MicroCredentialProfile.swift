public import Encodings

/// The European micro-credential in Open Badges 3.0: when a credential claims to be one, and whether it is.
///
/// Source: the profile; Council Recommendation 2022/C 243/02.
public enum MicroCredentialProfile {
    /// The version of the profile that this software writes and knows.
    public static let version = "1.0"

    /// Whether a credential claims to follow the profile, in any version.
    ///
    /// It says so by `profileVersion` in its achievement, or by any of our words in a "MicroCredential" or in one of the
    /// certificates that the profile knows. Open Badges knows the type "MicroCredential" for itself: a badge with that type
    /// alone makes no claim about the profile, see ``isCalledMicroCredential(_:)``. Neither does naming our context: that
    /// says nothing, and is no part of what a proof over linked data covers.
    public static func applies(to credential: CredentialView) -> Bool {
        firstAchievement(of: credential) { achievement in
            if achievement["profileVersion"] != nil { return true }
            guard isMicroCredential(achievement) || achievement["certificateKind"] != nil,
                namesContext(credential.node), firstTerm(in: credential) != nil
            else { return nil }
            return true
        } ?? false
    }

    /// Whether an achievement has the type that Open Badges gives to micro-credentials, whatever the profile says.
    public static func isCalledMicroCredential(_ credential: CredentialView) -> Bool {
        firstAchievement(of: credential) { isMicroCredential($0) ? true : nil } ?? false
    }

    /// Where a credential uses a word of the profile without naming the context that says what it means; else `nil`.
    ///
    /// The words of another context may look the same: such a credential can be neither shown nor judged by them.
    public static func undefinedTerm(in credential: CredentialView) -> JSONNode? {
        namesContext(credential.node) ? nil : firstTerm(in: credential)
    }

    /// The first word of the profile, in the credential, its issuer, its subjects and their achievements.
    private static func firstTerm(in credential: CredentialView) -> JSONNode? {
        let node = credential.node
        if let found = firstTerm(in: node) ?? node["issuer"].flatMap({ firstTerm(in: $0) }) { return found }
        var found: JSONNode?
        node["credentialSubject"]?.forEachValue { subject in
            if found == nil { found = firstTerm(in: subject) }
            subject["achievement"]?.forEachValue { achievement in
                if found == nil { found = firstTerm(in: achievement) }
            }
        }
        return found
    }

    /// Whether a credential names the context of the profile.
    package static func namesContext(_ credential: JSONNode) -> Bool {
        var isNamed = false
        credential["@context"]?.forEachValue { if $0.isString(MicroCredentialContext.address) { isNamed = true } }
        return isNamed
    }

    private static func isMicroCredential(_ achievement: JSONNode) -> Bool {
        var isFound = false
        achievement["achievementType"]?.forEachValue { if $0.isString("MicroCredential") { isFound = true } }
        return isFound
    }

    private static func firstTerm(in object: JSONNode) -> JSONNode? {
        for (name, value) in object.members where MicroCredentialContext.terms.contains(name.utf8) { return value }
        return nil
    }

    /// The version of the profile that a credential claims; `nil` when it names none, empty when it is no text.
    public static func claimedVersion(of credential: CredentialView) -> String? {
        firstAchievement(of: credential) { achievement in
            achievement["profileVersion"].map { $0.string ?? "" }
        }
    }

    /// Whether these rules can judge a credential: it names no version of the profile, or one that is known here.
    public static func isKnownVersion(_ credential: CredentialView) -> Bool {
        firstAchievement(of: credential) { achievement in
            achievement["profileVersion"].flatMap { $0.isString(version) ? nil : false }
        } ?? true
    }

    /// Applies the rules for a received credential, whether or not it claims to follow the profile.
    ///
    /// Nothing in the report depends on the time: that is what the check of validity is for.
    public static func report(on credential: CredentialView) -> ProfileReport {
        ProfileGlance.isClear(credential.node) ? ProfileReport() : fullReport(on: credential)
    }

    /// The report by the rules themselves.
    static func fullReport(on credential: CredentialView) -> ProfileReport {
        let subject = credential.node["credentialSubject"]
        guard let subject, subject.kind == .array, subject.count > 1 else {
            return report(on: credential, subject?.firstValue)
        }
        // One by one, so that a document with thousands of subjects does not fill the memory with what is wrong in each.
        var isFirst = true
        return ProfileReport(
            joining: subject.elements.lazy.map { element in
                defer { isFirst = false }
                return report(on: credential, element, searchingDocument: isFirst)
            })
    }

    /// - Parameter searchingDocument: Whether what is asked of the document as a whole is asked here: once is enough.
    private static func report(
        on credential: CredentialView, _ subject: JSONNode?, searchingDocument: Bool = true
    ) -> ProfileReport {
        let reader = OpenBadgeRecordReader(credential: credential.node, subject: subject)
        var record = reader.record(forRules: true)
        record.isDocumentSearched = !searchingDocument
        return ProfileReport(record, phase: .credential)
    }

    /// The first achievement of any subject for which `body` gives a value.
    private static func firstAchievement<Result>(
        of credential: CredentialView, _ body: (JSONNode) -> Result?
    ) -> Result? {
        var result: Result?
        credential.node["credentialSubject"]?.forEachValue { subject in
            subject["achievement"]?.forEachValue { achievement in
                if result == nil { result = body(achievement) }
            }
        }
        return result
    }
}

extension MicroCredentialRecord {
    /// Reads what a received Open Badges 3.0 document says; nothing in it is believed.
    public init(_ credential: CredentialView) {
        let subject = credential.node["credentialSubject"]?.firstValue
        self = OpenBadgeRecordReader(credential: credential.node, subject: subject).record(forRules: false)
    }
}
