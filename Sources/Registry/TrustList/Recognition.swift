public import Encodings

/// What an institution is recognised to do: which credentials it may issue, at which levels, in which fields, where, when.
///
/// The names are those of W3C Recognized Entities 1.0 (`recognizedTo`, `RecognizedAction`).
public final class Recognition: Sendable {
    /// The object in the list.
    public let node: JSONNode
    /// Whether it is about issuing; nothing else is judged by it.
    public let isForIssuing: Bool
    /// The types of credential, each as the bytes of its name; never empty.
    public let credentialTypes: [[UInt8]]
    /// The levels of the European Qualifications Framework, from 1 to 8; `nil` for credentials of any level or of none.
    public let eqfLevels: ClosedRange<Int>?
    /// The fields of ISCED-F 2013 as their first two to four digits; `nil` for every field.
    public let fields: [[UInt8]]?
    /// The countries or parts of countries; `nil` for everywhere.
    public let jurisdictions: [[UInt8]]?
    /// The schemas of which a credential must name one by its digest; `nil` for any or none.
    public let schemaDigests: [Multihash]?
    /// When the recognition is in force.
    public let window: ValidityWindow
    /// From when on awards under this recognition are void, for example because of fraud; `nil` when none are.
    public let voidFrom: Timestamp?
    /// Whether the recognition was put on the list after it began to be in force.
    public let isRetroactive: Bool

    /// Whether it may be passed on at all.
    public let mayDelegate: Bool
    /// How many steps it may be passed on; 0 where it may not, and 1 where a list says only that it may.
    public let delegationDepth: Int

    /// Why it was recognised after the fact; `nil` when no reason is given.
    public var reason: String? { node["reason"]?.string }

    static let limit = 1_024

    init(_ node: JSONNode) throws(TrustError) {
        let object = try StrictObject(
            node,
            members: [
                "type", "action", "credentialTypes", "eqfMin", "eqfMax", "fields", "jurisdictions", "schemaDigests",
                "validFrom", "validUntil", "voidFrom", "accreditation", "delegation", "retroactive", "reason", "info",
            ])
        self.node = node
        try object.expect("type", "RecognizedAction")
        isForIssuing = try object.text("action").elementsEqual("issue".utf8)
        guard let types = try object.optionalTexts("credentialTypes") else {
            throw object.refusal("credentialTypes", "expected at least one type of credential, found none")
        }
        credentialTypes = types
        eqfLevels = try Self.levels(object)
        fields = try Self.fields(object)
        jurisdictions = try Self.jurisdictions(object)
        schemaDigests = try Self.schemaDigests(object)
        window = try object.window()
        voidFrom = try object.optionalTime("voidFrom")
        isRetroactive = try object.optionalBoolean("retroactive") ?? false
        let reason = try object.optionalText("reason")
        guard !isRetroactive || reason != nil else {
            throw object.refusal("reason", "expected a reason for recognising something after the fact, found none")
        }
        (mayDelegate, delegationDepth) = try Self.delegation(object)
        try Self.checkDescription(object)
    }

    private static func delegation(_ object: StrictObject) throws(TrustError) -> (mayDelegate: Bool, depth: Int) {
        guard let node = object.node["delegation"] else { return (false, 0) }
        let delegation = try StrictObject(node, members: ["mayDelegate", "maxDepth", "info"])
        guard let mayDelegate = try delegation.optionalBoolean("mayDelegate") else {
            throw delegation.refusal("mayDelegate", "expected true or false, found none")
        }
        let depth = try delegation.optionalInteger("maxDepth", in: 0...Delegation.largestDepth)
        try delegation.checkInfo()
        return (mayDelegate, mayDelegate ? depth ?? 1 : 0)
    }

    private static func levels(_ object: StrictObject) throws(TrustError) -> ClosedRange<Int>? {
        let least = try object.optionalInteger("eqfMin", in: 1...8)
        let greatest = try object.optionalInteger("eqfMax", in: 1...8)
        guard least != nil || greatest != nil else { return nil }
        guard (least ?? 1) <= (greatest ?? 8) else {
            throw object.refusal("eqfMax", "expected a highest level that is not below the lowest, found a lower one")
        }
        return (least ?? 1)...(greatest ?? 8)
    }

    private static func fields(_ object: StrictObject) throws(TrustError) -> [[UInt8]]? {
        guard let names = try object.optionalTexts("fields") else { return nil }
        var fields: [[UInt8]] = []
        for name in names {
            let digits = name.dropFirst(8)
            guard name.starts(with: "isced-f:".utf8), (2...4).contains(digits.count),
                digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { throw object.refusal("fields", "expected fields such as isced-f:06 or isced-f:0613, found another") }
            fields.append(Array(digits))
        }
        return fields
    }

    private static func jurisdictions(_ object: StrictObject) throws(TrustError) -> [[UInt8]]? {
        let names = try object.optionalTexts("jurisdictions")
        guard names?.allSatisfy(Jurisdiction.isWellFormed) ?? true else {
            throw object.refusal("jurisdictions", Jurisdiction.expectation)
        }
        return names
    }

    private static func schemaDigests(_ object: StrictObject) throws(TrustError) -> [Multihash]? {
        guard let texts = try object.optionalTexts("schemaDigests") else { return nil }
        var digests: [Multihash] = []
        for text in texts {
            do throws(EncodingError) {
                digests.append(try Multihash(multibase: text.span))
            } catch {
                throw object.refusal("schemaDigests", error.reason)
            }
        }
        return digests
    }

    /// What describes the recognition; nothing is decided by it here, but its form is checked.
    private static func checkDescription(_ object: StrictObject) throws(TrustError) {
        if let accreditations = try object.optionalArray("accreditation", limit: limit) {
            for node in accreditations.elements {
                let accreditation = try StrictObject(node, members: ["ref", "kind", "digest", "info"])
                _ = try accreditation.text("ref")
                _ = try accreditation.optionalText("kind")
                _ = try accreditation.optionalDigest("digest")
                try accreditation.checkInfo()
            }
        }
        try object.checkInfo()
    }
}
