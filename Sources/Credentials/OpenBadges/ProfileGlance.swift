import Encodings

/// A quick look at a received credential that recognises those in which the rules find nothing at all.
///
/// Most credentials that are verified are in order, and reading one into a record takes longer than the rest of the
/// check. This look is allowed to be wrong in one direction only: what is unusual is not clear, and then the rules
/// themselves decide. The tests hold it to the rules on many thousands of changed documents.
struct ProfileGlance {
    /// What must have been seen, one bit each.
    private struct Facts: OptionSet {
        let rawValue: UInt32

        static let awardedOn = Facts(rawValue: 1 << 0)
        static let issuedAt = Facts(rawValue: 1 << 1)
        static let issuerName = Facts(rawValue: 1 << 2)
        static let country = Facts(rawValue: 1 << 3)
        static let learner = Facts(rawValue: 1 << 4)
        static let familyName = Facts(rawValue: 1 << 5)
        static let givenNames = Facts(rawValue: 1 << 6)
        static let title = Facts(rawValue: 1 << 7)
        static let outcome = Facts(rawValue: 1 << 8)
        static let workload = Facts(rawValue: 1 << 9)
        static let levelStatus = Facts(rawValue: 1 << 10)
        static let assessment = Facts(rawValue: 1 << 11)
        static let participation = Facts(rawValue: 1 << 12)
        static let qualityAssurance = Facts(rawValue: 1 << 13)
        static let all = Facts(rawValue: (1 << 14) - 1)

        static let higherEducation = Facts(rawValue: 1 << 20)
        static let levelled = Facts(rawValue: 1 << 21)
        static let online = Facts(rawValue: 1 << 22)
        static let supervision = Facts(rawValue: 1 << 23)
    }

    private var facts: Facts = []
    /// Something was seen that only the rules can judge.
    private var isUnclear = false

    private var awardedOn: CalendarDate?
    private var issuedAt: Timestamp?
    private var validUntil: Timestamp?
    private var activityEnd: CalendarDate?
    private var assuredUntil: CalendarDate?
    private var title: JSONNode.Place?
    private var code: JSONNode.Place?
    private var outcomes: JSONNode.Place?
    private var mark: ExactDecimal?
    private var scale: JSONNode.Place?
    private var credits: ExactDecimal?
    private var hours: ExactDecimal?
    private var european: Int?
    private var flemish: Int?
    private var cycleLevel: Int?
    /// A level that an alignment names.
    private var alignedLevel: Int?
    private var result: JSONNode.Place?
    private var familyName: JSONNode.Place?
    private var givenNames: JSONNode.Place?
    private var nameInClear: JSONNode.Place?
    private var assessmentTypes: JSONNode.Place?
    private var assessments: JSONNode.Place?

    /// Whether the rules of phase `credential` surely find nothing in a credential.
    static func isClear(_ credential: JSONNode) -> Bool {
        guard !credential.hasEscapes else { return false }
        var glance = ProfileGlance()
        credentialMembers.read(credential, into: &glance)
        return !glance.isUnclear && glance.facts.isSuperset(of: .all) && glance.agrees(in: credential)
            && !NationalNumber.isFound(in: credential.receivedBytes)
    }

    /// Whether what was seen in different places fits together.
    private func agrees(in document: JSONNode) -> Bool {
        hasOrderlyDates && hasUsualLoad && hasFittingLevel && hasPassed(document) && hasProperOutcomes(document)
            && (facts.isDisjoint(with: .online) || facts.contains(.supervision)) && hasOneName(document)
            && hasSummarizedAssessments(document)
    }

    /// Whether a name in clear is the given names and the family name with a space between.
    private func hasOneName(_ document: JSONNode) -> Bool {
        guard let nameInClear else { return true }
        guard let familyName, let givenNames else { return false }
        let name = document[nameInClear].textBytes
        let given = document[givenNames].textBytes
        let family = document[familyName].textBytes
        return name.count == given.count + 1 + family.count && name.starts(with: given)
            && name[name.startIndex + given.count] == 0x20 && name.suffix(family.count) == family
    }

    /// Whether every type of assessment in the summary is that of a detailed assessment, where there are any.
    private func hasSummarizedAssessments(_ document: JSONNode) -> Bool {
        guard let assessmentTypes, let assessments else { return true }
        let detailed = document[assessments]
        var isSame = true
        document[assessmentTypes].forEachValue { type in
            let wanted = type.textBytes
            var isFound = false
            detailed.forEachValue { assessment in
                assessment["assessmentType"]?.forEachValue { if $0.textBytes == wanted { isFound = true } }
            }
            if !isFound { isSame = false }
        }
        return isSame
    }

    private var hasOrderlyDates: Bool {
        guard let awardedOn, let issuedAt, !MC05AwardDateRule.isAfter(awardedOn, issuedAt) else { return false }
        if let validUntil, validUntil <= issuedAt { return false }
        if let activityEnd, awardedOn < activityEnd { return false }
        if let assuredUntil, assuredUntil < awardedOn { return false }
        return true
    }

    private var hasUsualLoad: Bool {
        guard let credits else { return facts.isDisjoint(with: .higherEducation) }
        guard let hours, credits.hundredths > 0 else { return true }
        return hours.hundredths >= 25 * credits.hundredths && hours.hundredths <= 30 * credits.hundredths
    }

    private var hasFittingLevel: Bool {
        let level = european ?? flemish
        if let european, let flemish, european != flemish { return false }
        if let cycleLevel, let level, cycleLevel != level { return false }
        if let alignedLevel, alignedLevel != level { return false }
        return facts.contains(.levelled) == (level != nil)
    }

    private func hasPassed(_ document: JSONNode) -> Bool {
        guard let mark, let scale else { return mark == nil }
        let node = document[scale]
        // A result that names its scale must name this one.
        if let named = result.flatMap({ document[$0]["resultDescription"] }) {
            guard let id = node["id"], id.kind == .string, named.kind == .string, id.textBytes == named.textBytes else {
                return false
            }
        }
        guard node["allowedValue"] == nil, let minimum = Self.decimal(node["valueMin"]),
            let maximum = Self.decimal(node["valueMax"]), let pass = Self.decimal(node["requiredValue"])
        else { return false }
        return minimum <= mark && mark <= maximum && pass <= mark
    }

    private func hasProperOutcomes(_ document: JSONNode) -> Bool {
        guard let title, let outcomes else { return false }
        let name = document[title].textBytes
        if let code, document[code].textBytes.elementsEqual(name) { return false }
        var isProper = true
        document[outcomes].forEachValue { outcome in
            let isSentence = outcome["outcomeText"]?.withUTF8 { text in
                // Courses begin with "introduction" and "inleiding"; the rule knows which of these openings matter.
                text.characterCount >= 15 && text[0] > 0x20 && text[0] | 0x20 != UInt8(ascii: "i")
                    && !text.isEqual(to: name.span)
            }
            if isSentence != true { isProper = false }
            outcome["escoSkills"]?.forEachValue { skill in
                if skill.withUTF8({ MC06cSkillAddressRule.isAddress($0) }) != true { isProper = false }
            }
        }
        return isProper
    }

    private static func decimal(_ node: JSONNode?) -> ExactDecimal? { node?.withUTF8 { ExactDecimal($0) } ?? nil }

    private mutating func require(_ isFine: Bool?, _ fact: Facts = []) {
        if isFine == true { facts.insert(fact) } else { isUnclear = true }
    }

    private mutating func requireName(_ node: JSONNode, _ fact: Facts) {
        require(node.withUTF8 { !$0.isBlank && !MC01LearnerNameRule.isOdd($0) }, fact)
    }

    private mutating func requireText(_ node: JSONNode, _ fact: Facts) {
        require(node.withUTF8 { !$0.isBlank }, fact)
    }

    private mutating func requireConcepts(_ node: JSONNode, in list: ConceptList, _ fact: Facts) {
        var count = 0
        node.forEachValue { value in
            require(list.contains(value))
            count += 1
        }
        require(count > 0, fact)
    }

    /// Takes one day or time; one that cannot be read is for the rules to judge.
    private mutating func take<Value>(
        _ value: Value?, _ field: WritableKeyPath<ProfileGlance, Value?>, _ fact: Facts = []
    ) {
        self[keyPath: field] = value
        require(value != nil, fact)
    }
}

extension ProfileGlance {
    private static let credentialMembers = MemberHandlers<ProfileGlance>([
        (
            "awardedDate",
            { $0.take($1.withUTF8 { CalendarDate(startOfDateOrTime: $0) } ?? nil, \.awardedOn, .awardedOn) }
        ),
        ("validFrom", { $0.take($1.withUTF8 { Timestamp(orNil: $0) } ?? nil, \.issuedAt, .issuedAt) }),
        ("validUntil", { $0.take($1.withUTF8 { Timestamp(orNil: $0) } ?? nil, \.validUntil) }),
        ("issuer", { issuerMembers.read($1, into: &$0) }),
        (
            "credentialSubject",
            { glance, node in
                glance.require(node.kind == .object)
                subjectMembers.read(node, into: &glance)
            }
        ),
    ])

    private static let issuerMembers = MemberHandlers<ProfileGlance>([
        ("name", { $0.requireText($1, .issuerName) }),
        (
            "issuerCountry",
            { glance, node in
                node.forEachValue { glance.require(Country.isCountry($0), .country) }
            }
        ),
    ])

    private static let subjectMembers = MemberHandlers<ProfileGlance>([
        ("id", { $0.requireText($1, .learner) }),
        (
            // Whoever shares the name does not share the day as well.
            "learnerDateOfBirth",
            { glance, node in
                glance.require(node.withUTF8 { CalendarDate(startOfDateOrTime: $0) != nil }, .learner)
            }
        ),
        (
            "learnerFamilyName",
            { glance, node in
                glance.familyName = node.place
                glance.requireName(node, .familyName)
            }
        ),
        (
            "learnerGivenNames",
            { glance, node in
                glance.givenNames = node.place
                glance.requireName(node, .givenNames)
            }
        ),
        (
            "activityEndDate",
            { $0.take($1.withUTF8 { CalendarDate(startOfDateOrTime: $0) } ?? nil, \.activityEnd) }
        ),
        (
            "identifier",
            { glance, node in
                node.forEachValue { identifier in
                    guard let type = identifier["identityType"] else { return glance.require(false) }
                    glance.require(!type.isString("nationalIdentityNumber"))
                    guard type.isString("name"), identifier["hashed"]?.boolean != true else { return }
                    glance.require(glance.nameInClear == nil && identifier["identityHash"]?.kind == .string)
                    glance.nameInClear = identifier["identityHash"]?.place
                }
            }
        ),
        (
            "result",
            { glance, node in
                let result = node.firstValue
                glance.result = result?.place
                glance.require(result?["status"] == nil && (node.kind != .array || node.count == 1))
                glance.take(decimal(result?["value"]), \.mark)
            }
        ),
        (
            "achievement",
            { glance, node in
                glance.require(node.kind == .object)
                achievementMembers.read(node, into: &glance)
            }
        ),
    ])

    private static let achievementMembers = MemberHandlers<ProfileGlance>([
        (
            "name",
            { glance, node in
                glance.title = node.place
                // A title of several words is no code.
                glance.require(
                    node.withUTF8 { text in
                        let count = text.characterCount
                        guard 1...250 ~= count else { return false }
                        for index in 0..<text.count where text[index] == 0x20 { return true }
                        return false
                    }, .title)
            }
        ),
        (
            "titleTranslations",
            { glance, node in
                glance.require(node.kind == .object)
                node.forEachMember { _, value in glance.require(value.withUTF8 { $0.count <= 250 }) }
            }
        ),
        ("humanCode", { $0.code = $1.place }),
        ("sector", { if $1.isString("higherEducation") { $0.facts.insert(.higherEducation) } }),
        ("awardingBodies", { glance, _ in glance.isUnclear = true }),
        (
            "learningOutcomes",
            { glance, node in
                glance.outcomes = node.place
                glance.require(node.kind == .array ? node.count > 0 : true, .outcome)
            }
        ),
        ("ectsCredits", { $0.takeLoad(decimal($1), \.credits) }),
        ("workloadHours", { $0.takeLoad(decimal($1), \.hours) }),
        (
            "ecvetPoints",
            { glance, node in
                let points = decimal(node)
                glance.require(points != nil, points?.hundredths ?? 0 > 0 ? .workload : [])
            }
        ),
        (
            "teachingPeriods",
            { glance, node in
                let periods = node.integer
                glance.require(periods.map { 0...1_000_000 ~= $0 }, periods ?? 0 > 0 ? .workload : [])
            }
        ),
        (
            "levelStatus",
            { glance, node in
                let isLevelled = node.isString("levelled")
                glance.require(isLevelled || node.isString("notLevelled"), .levelStatus)
                if isLevelled { glance.facts.insert(.levelled) }
            }
        ),
        (
            "eqfLevel",
            { glance, node in
                if case .european(let number)? = QualificationLevel(node) {
                    glance.european = number
                } else {
                    glance.isUnclear = true
                }
            }
        ),
        (
            "nqfLevel",
            { glance, node in
                if case .flemish(let number)? = QualificationLevel(node) {
                    glance.flemish = number
                } else {
                    glance.isUnclear = true
                }
            }
        ),
        (
            "qfEheaCycle",
            { glance, node in
                glance.cycleLevel = MC08cCycleRule.meaning(of: RecordText(node))?.level
                glance.require(glance.cycleLevel != nil)
            }
        ),
        (
            "assessmentTypes",
            { glance, node in
                glance.assessmentTypes = node.place
                glance.requireConcepts(node, in: .assessmentTypes, [])
                node.forEachValue { if !$0.isString(ConceptList.attendance) { glance.facts.insert(.assessment) } }
            }
        ),
        (
            "assessments",
            { glance, node in
                glance.assessments = node.place
                var isAssessed = false
                node.forEachValue { assessment in
                    guard let types = assessment["assessmentType"] else { return glance.require(false) }
                    glance.requireConcepts(types, in: .assessmentTypes, [])
                    types.forEachValue { if !$0.isString(ConceptList.attendance) { isAssessed = true } }
                }
                glance.require(isAssessed)
            }
        ),
        (
            "participationModes",
            { glance, node in
                glance.requireConcepts(node, in: .participationModes, .participation)
                node.forEachValue { if $0.isString(ConceptList.online) { glance.facts.insert(.online) } }
            }
        ),
        ("supervisionAndIdVerification", { $0.requireConcepts($1, in: .supervisionMethods, .supervision) }),
        ("qualityAssurance", { glance, node in node.forEachValue { glance.takeAssurance($0) } }),
        (
            "stackability",
            { glance, node in
                let option = node["stackabilityOption"]
                let isStackable = option?.isString("stackable") ?? false
                glance.require(isStackable || option?.isString("standalone") ?? false)
                if isStackable { glance.require(node["stacksTowards"].map { $0.kind != .array || $0.count > 0 }) }
            }
        ),
        (
            "resultDescription",
            { glance, node in
                glance.scale = node.firstValue?.place
                glance.require(node.kind != .array || node.count < 2)
            }
        ),
        ("alignment", { glance, node in node.forEachValue { glance.takeAlignment($0) } }),
        (
            "furtherInformation",
            { glance, node in
                node.forEachValue { glance.require($0.withUTF8 { !$0.isAbsoluteAddress || $0.isWebAddress }) }
            }
        ),
    ])

    private mutating func takeLoad(_ load: ExactDecimal?, _ field: WritableKeyPath<ProfileGlance, ExactDecimal?>) {
        take(load, field, load?.hundredths ?? 0 > 0 ? .workload : [])
    }

    private mutating func takeAlignment(_ alignment: JSONNode) {
        switch alignment["targetUrl"].flatMap({ QualificationLevel($0) }) {
        case .european(let number), .flemish(let number):
            require(alignedLevel == nil || alignedLevel == number)
            alignedLevel = number
        default: break
        }
    }

    private mutating func takeAssurance(_ entry: JSONNode) {
        require(
            entry["qaType"].map { ConceptList.qualityAssuranceTypes.contains($0) } ?? false
                && entry["qaScope"].map { ConceptList.qualityAssuranceScopes.contains($0) } ?? false
                && entry["qaBody"]?.withUTF8 { !$0.isBlank } ?? false, .qualityAssurance)
        if let report = entry["qaReport"] { require(report.withUTF8 { $0.isWebAddress }) }
        if let until = entry["qaValidUntil"] {
            let day = until.withUTF8 { CalendarDate(startOfDateOrTime: $0) } ?? nil
            require(day != nil)
            if let day { assuredUntil = min(day, assuredUntil ?? day) }
        }
    }
}
