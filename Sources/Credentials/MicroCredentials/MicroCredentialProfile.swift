import Encodings

/// The European micro-credential in Open Badges 3.0: when a credential claims to be one, and whether it is.
///
/// Source: the profile; Council Recommendation 2022/C 243/02.
public enum MicroCredentialProfile {
    /// The version of the profile that this software writes and knows.
    public static let version = "1.0"

    /// Whether a credential claims to follow the profile, in any version.
    ///
    /// It says so by `profileVersion` in its achievement, or by naming our context for a "MicroCredential". Open Badges
    /// knows the type "MicroCredential" for itself: a badge with that type alone makes no claim about the profile.
    public static func applies(to credential: CredentialView) -> Bool {
        for subject in subjects(of: credential) {
            for achievement in values(of: subject["achievement"]) {
                if achievement["profileVersion"] != nil { return true }
                if achievement["achievementType"]?.isString("MicroCredential") ?? false,
                    credential.contexts.contains(where: { $0.isString(MicroCredentialContext.url) })
                {
                    return true
                }
            }
        }
        return false
    }

    /// The version of the profile that a credential claims; `nil` when it names none.
    public static func claimedVersion(of credential: CredentialView) -> String? {
        for subject in subjects(of: credential) {
            for achievement in values(of: subject["achievement"]) {
                if let version = achievement["profileVersion"] { return version.string ?? "" }
            }
        }
        return nil
    }

    /// Whether these rules can judge a credential: it claims the profile, and in a version that is known here.
    public static func isKnownVersion(_ credential: CredentialView) -> Bool {
        for subject in subjects(of: credential) {
            for achievement in values(of: subject["achievement"]) {
                if let version = achievement["profileVersion"], !version.isString(Self.version) { return false }
            }
        }
        return true
    }

    /// Applies the rules for a received credential, whether or not it claims to follow the profile.
    ///
    /// Nothing in the report depends on the time: that is what the check of validity is for.
    public static func report(on credential: CredentialView) -> ProfileReport {
        let subjects = subjects(of: credential)
        guard subjects.count > 1 else {
            let record = MicroCredentialRecord(credential: credential, subject: subjects.first)
            return ProfileReport(record, phase: .credential)
        }
        return ProfileReport(
            joining: subjects.map { subject in
                ProfileReport(MicroCredentialRecord(credential: credential, subject: subject), phase: .credential)
            })
    }

    private static func subjects(of credential: CredentialView) -> [JSONNode] {
        values(of: credential.node["credentialSubject"])
    }

    /// A value, or the values of an array.
    private static func values(of node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }
}

extension MicroCredentialRecord {
    /// Reads what a received Open Badges 3.0 document says; nothing in it is believed.
    public init(_ credential: CredentialView) {
        self.init(credential: credential, subject: credential.subjects.first)
    }

    init(credential: CredentialView, subject: JSONNode?) {
        self = OpenBadgeRecordReader(credential: credential.node, subject: subject).record()
    }
}
