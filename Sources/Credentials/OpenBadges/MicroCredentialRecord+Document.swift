import Encodings

/// What only a received document can say: a record that somebody wrote has one name, one list of assessments, one result.
extension MicroCredentialRecord {
    private var subjectNode: JSONNode? {
        guard case .document(_, _, let subject, _) = places else { return nil }
        return subject
    }

    private var achievementNode: JSONNode? {
        guard case .document(_, _, _, let achievement) = places else { return nil }
        return achievement
    }

    /// The learner's names in clear among the identifiers of Open Badges.
    var namesInClear: [RecordText] {
        var names: [RecordText] = []
        subjectNode?["identifier"]?.forEachValue { identifier in
            guard identifier["identityType"]?.isString("name") ?? false, identifier["hashed"]?.boolean != true else {
                return
            }
            names.append(RecordText(identifier["identityHash"] ?? identifier))
        }
        return names
    }

    /// The types of assessment that stand beside a detailed list of assessments, and are what people are shown.
    var assessmentSummary: [RecordText] {
        guard let achievementNode, achievementNode["assessments"].map({ $0.kind != .array || $0.count > 0 }) ?? false
        else { return [] }
        return achievementNode["assessmentTypes"]?.texts ?? []
    }

    /// Every level that is claimed in the European framework, in the alignments as well.
    var claimedLevels: [Int] { achievementNode.map { ClaimedQualification($0).europeanLevels } ?? [] }

    /// Every result, with the scale that it names or that is the only one.
    var results: [AwardedResult] {
        guard case .document = places else {
            guard let award else { return [] }
            return [AwardedResult(mark: award.grade, status: award.resultStatus, scale: achievement.gradeScale)]
        }
        let descriptions = achievementNode?["resultDescription"]?.values { $0 } ?? []
        let scales = descriptions.map { GradeScale($0) }
        var results: [AwardedResult] = []
        subjectNode?["result"]?.forEachValue { node in
            // What is no result is none that anybody passed with.
            guard node.kind == .object else {
                return results.append(AwardedResult(status: RecordText(node)))
            }
            var result = AwardedResult(
                mark: node["value"].map { RecordText($0) }, status: node["status"].map { RecordText($0) })
            if let id = node["resultDescription"].map({ RecordText($0) }) {
                result.scale = id.isText ? scales.first { $0.id == id } : nil
                if result.scale == nil { result.unknownScale = id }
            } else if scales.count == 1 {
                // What is no object is no scale, and not none at all.
                if descriptions[0].kind == .object {
                    result.scale = scales[0]
                } else {
                    result.unknownScale = RecordText(descriptions[0])
                }
            } else if !scales.isEmpty {
                result.unknownScale = RecordText(node)
            }
            results.append(result)
        }
        return results
    }
}

/// One result of a learner, with the scale that it is on.
struct AwardedResult {
    var mark: RecordText?
    var status: RecordText?
    var scale: GradeScale?
    /// What should tell the scale, where there are scales and it is not clear which is meant.
    var unknownScale: RecordText?
}
