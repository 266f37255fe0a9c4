import Credentials
import Registry
import YAMLDocuments

extension Policy {
    /// Reads a policy from a YAML file.
    ///
    /// A file has a name and says which policy it is based on; what it does not say is as it is there. A field that is
    /// not known, a value of another kind and an age without a unit are errors, each with its line and column.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - file: How places in errors call the file.
    /// - Throws: ``PolicyFileError`` with everything that is wrong.
    public init(parsing bytes: [UInt8], file: String) throws(PolicyFileError) {
        let problems = PolicyProblems(file: file)
        var policy: Policy?
        do throws(YAMLError) {
            policy = Self.read(PolicyValue(try YAMLDocument(bytes).root, problems))
        } catch {
            problems.add(error)
        }
        // Whatever keeps a policy from being made is a problem.
        guard let policy, problems.findings.isEmpty else { throw PolicyFileError(findings: problems.findings) }
        self = policy
    }

    private static func read(_ root: PolicyValue) -> Policy? {
        let known = ["name", "based_on", "maximum_age", "require", "accept", "allowed_types", "clock_skew"]
        guard let fields = PolicyFields(root, known: known) else { return nil }
        let name = fields.required("name").flatMap { readName($0) }
        let profile = fields.required("based_on")?.word(of: Profile.allCases.map(\.rawValue)).flatMap {
            Profile(rawValue: $0)
        }
        var policy = Policy(name: name ?? "", basedOn: profile ?? .standard)
        if let value = fields.value("allowed_types") { policy.allowedTypes = value.types() }
        if let value = fields.value("maximum_age") { policy.readAges(value) }
        if let value = fields.value("require") { policy.readRequirements(value) }
        if let value = fields.value("accept") { policy.readAcceptance(value) }
        if let value = fields.value("clock_skew"), let skew = value.skew() { policy.skew = skew }
        return name == nil || profile == nil ? nil : policy
    }

    /// A name that shows as it is, and is not that of one of the three policies, which it would pass itself off as.
    private static func readName(_ value: PolicyValue) -> String? {
        guard let name = value.text() else { return nil }
        guard name.unicodeScalars.count <= 60, name.unicodeScalars.allSatisfy({ PolicyValue.isSeen($0) }) else {
            value.problems.add(.unusableName, at: value.node.position)
            return nil
        }
        guard !Profile.allCases.contains(where: { PlainWord($0.rawValue) == PlainWord(name) }) else {
            value.problems.add(.unusableName, "taken", at: value.node.position, [("found", name)])
            return nil
        }
        return name
    }

    private mutating func readAges(_ value: PolicyValue) {
        guard let fields = PolicyFields(value, known: PolicyFields.groups[0].fields) else { return }
        fields.value("trust_list")?.readAge { maximumListAge.general = $0 }
        fields.value("status_list")?.readAge { maximumStatusAge.general = $0 }
        guard let value = fields.value("by_type"), let types = value.mapping() else { return }
        for entry in PolicyFields(types, at: value.node.position, value.problems).all {
            guard let type = value.type(entry.key, at: entry.position) else { continue }
            checkIsAllowed(type, at: entry.position, value.problems)
            guard let ages = PolicyFields(entry.value, known: ["trust_list", "status_list"]) else { continue }
            ages.value("trust_list")?.readAge { maximumListAge.ofTypes.append((type, $0)) }
            ages.value("status_list")?.readAge { maximumStatusAge.ofTypes.append((type, $0)) }
        }
    }

    /// An age for a type that is never accepted is probably one for a type that is, misspelt.
    private func checkIsAllowed(_ type: String, at position: YAMLPosition, _ problems: PolicyProblems) {
        guard let allowedTypes, !allowedTypes.isEmpty else { return }
        let (name, allowed) = (Array(type.utf8), allowedTypes.map { Array($0.utf8) })
        guard !ClaimedScope.isForm(name), !allowed.contains(name), !allowed.contains(where: ClaimedScope.isBadge)
        else { return }
        let near = PlainWord(type).nearest(among: allowedTypes)
        problems.add(
            .neverAllowedType, near.isEmpty ? nil : "near", at: position,
            [("type", type), ("near", near.first ?? "")])
    }

    private mutating func readAcceptance(_ value: PolicyValue) {
        guard let fields = PolicyFields(value, known: PolicyFields.groups[2].fields) else { return }
        if let answer = fields.value("replayable_presentation")?.boolean() { acceptsReplayable = answer }
    }

    private mutating func readRequirements(_ value: PolicyValue) {
        guard let fields = PolicyFields(value, known: PolicyFields.groups[1].fields) else { return }
        if let answer = fields.value("status")?.boolean() { requiresStatus = answer }
        if let answer = fields.value("time_evidence")?.boolean() { requiresTimeEvidence = answer }
        if let answer = fields.value("freshness_statement")?.boolean() { requiresFreshness = answer }
        if let answer = fields.value("holder_binding")?.boolean() { requiresHolderBinding = answer }
    }
}
