import Credentials
import LinkedData

/// The names by which everything that reads a credential knows properties and types, for claims made from linked data.
///
/// It is the contexts of ``BuiltInContexts`` read the other way, as far as there is a reader: the data model of both
/// versions with status lists, Open Badges 3.0 in all editions, learner records, and the micro-credential profile, whose
/// words the European Learning Model and others share. A test compares it with the contexts.
enum ReadingVocabulary {
    /// The scope of everything.
    static let commonScope = 0
    /// The scope of a document that uses words of the micro-credential profile.
    static let profileScope = 1
    static let bodyScope = 2
    static let outcomeScope = 3
    static let assessmentScope = 4
    static let assuranceScope = 5
    static let stackabilityScope = 6
    static let componentScope = 7
    static let resultScope = 8

    /// The vocabulary, made once.
    static let vocabulary = TreeVocabulary(
        scopes: [
            (nil, common + profile), (commonScope, profileMarks), (profileScope, awardingBody),
            (profileScope, learningOutcome), (profileScope, assessment), (profileScope, qualityAssurance),
            (profileScope, stackability), (profileScope, component), (commonScope, result),
        ],
        types: types, classes: classes)

    private static let common = dataModel + openBadges

    /// The positions of the words of the profile in the common scope: always read, whatever contexts are named, as naming
    /// one says nothing that is signed.
    static let profileTerms = common.count..<common.count + profile.count

    /// The member `@context` with the contexts that have these names.
    static func contexts(_ isVersion1: Bool, _ hasProfile: Bool) -> [UInt8] {
        isVersion1
            ? hasProfile ? contextsOfVersion1WithProfile : contextsOfVersion1
            : hasProfile ? contextsWithProfile : contexts
    }

    private static let contexts = member(base: "https://www.w3.org/ns/credentials/v2", [])
    private static let contextsWithProfile = member(
        base: "https://www.w3.org/ns/credentials/v2", [MicroCredentialContext.url])
    private static let contextsOfVersion1 = member(base: "https://www.w3.org/2018/credentials/v1", [])
    private static let contextsOfVersion1WithProfile = member(
        base: "https://www.w3.org/2018/credentials/v1", [MicroCredentialContext.url])

    private static func member(base: String, _ others: [String]) -> [UInt8] {
        let urls = [base, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"] + others
        return Array("\"@context\":[\(urls.map { "\"\($0)\"" }.joined(separator: ","))],".utf8)
    }

    static let cred = "https://www.w3.org/2018/credentials#"
    static let ob = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
    static let clr = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#"
    static let schema = "https://schema.org/"
    /// Schema.org as the context of the Digital Credentials Consortium and early status lists write it.
    static let plainSchema = "http://schema.org/"
    static let status = "https://www.w3.org/ns/credentials/status#"
    static let statusList = "https://w3id.org/vc/status-list#"
    static let security = "https://w3id.org/security#"
    static let dc = "http://purl.org/dc/terms/"
    static let elm = "http://data.europa.eu/snb/model/elm/"
    static let foaf = "http://xmlns.com/foaf/0.1/"
    static let mcp = MicroCredentialContext.vocabulary
}
