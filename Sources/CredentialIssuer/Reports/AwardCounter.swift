import Credentials
import Encodings

/// Counts awards by what they are.
struct AwardCounter {
    /// How many awards have a value, and the words for it.
    struct Cell {
        var count = 0
        let words: [Language: String]
    }

    private(set) var total = 0
    private(set) var cells: [(dimension: AwardStatistics.Dimension, cells: [String: Cell])]

    init(_ dimensions: [AwardStatistics.Dimension]) { cells = dimensions.map { ($0, [:]) } }

    /// Counts an award.
    mutating func add(_ award: Award) {
        total += 1
        for index in cells.indices {
            var values = Self.values(of: award, by: cells[index].dimension)
            if values.isEmpty { values[""] = [:] }
            for (value, words) in values { cells[index].cells[value, default: Cell(words: words)].count += 1 }
        }
    }

    /// What an award has in a dimension, with words for it.
    private static func values(
        of award: Award, by dimension: AwardStatistics.Dimension
    ) -> [String: [Language: String]] {
        let achievement = award.record.achievement
        switch dimension {
        case .specification: return [award.specificationID: words { award.view.title(in: $0) }]
        case .kind: return concept(achievement.certificateKind?.string ?? "", in: .certificateKinds)
        case .level:
            if let iri = achievement.level.eqf?.string, let level = QualificationLevel(iri: iri) {
                return [iri: words { "\(level.framework(in: $0)) \(level.number)" }]
            }
            return concept(achievement.level.status?.string ?? "", in: .levelStatuses)
        case .field:
            var fields: [String: [Language: String]] = [:]
            for text in achievement.fieldsOfStudy {
                let field = FieldOfStudy(codeOrIRI: text.string)
                fields[field?.code ?? text.string] = words { _ in field.map { "\($0.code) \($0.name)" } }
            }
            return fields
        case .load:
            // What is stated in two units is one load.
            let stated = award.view.workload(in: .english)
            guard !stated.isEmpty else { return [:] }
            return [
                stated.joined(separator: ", "): words { award.view.workload(in: $0).joined(separator: ", ") }
            ]
        case .mode:
            var modes: [String: [Language: String]] = [:]
            for mode in achievement.participationModes {
                modes.merge(concept(mode.string, in: .participationModes)) { first, _ in first }
            }
            return modes
        case .sector: return concept(achievement.sector?.string ?? "", in: .sectors)
        case .month: return [String(award.day.description.prefix(7)): [:]]
        }
    }

    private static func concept(_ iri: String, in list: ConceptList) -> [String: [Language: String]] {
        guard !iri.isEmpty else { return [:] }
        let concept = list.concept(at: iri)
        return [iri: words { concept?.label(in: $0) }]
    }

    private static func words(_ text: (Language) -> String?) -> [Language: String] {
        var words: [Language: String] = [:]
        for language in Language.allCases { words[language] = text(language) }
        return words
    }
}
