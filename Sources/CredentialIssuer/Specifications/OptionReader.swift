import Credentials

/// Reads the fields of a specification that hold the optional elements.
struct OptionReader {
    let fields: FieldReader
    let language: MainLanguage

    func read(into entry: inout AchievementRecord) {
        entry.activityTypes =
            fields.value("activities")?.list { $0.concept(in: .activityTypes, language.language) } ?? []
        entry.learningSetting = fields.value("setting")?.concept(in: .learningSettings, language.language)
        entry.prerequisites = language.text(fields.value("prerequisites"))
        entry.stackability = fields.value("stackability").flatMap { stackability($0) }
        entry.components = fields.value("components")?.list { component($0) } ?? []
        entry.gradeScale = fields.value("grade_scale").flatMap { gradeScale($0, entry) }
        entry.fieldsOfStudy =
            fields.value("field_of_study")?.list { value in
                value.address({ FieldOfStudy(named: $0)?.iri }, suggestions: { FieldOfStudy.suggestions(for: $0) })
            } ?? []
        entry.instructionLanguages =
            fields.value("instruction_languages")?.list { value in
                value.address(
                    { InstructionLanguage(named: $0)?.iri }, suggestions: { InstructionLanguage.suggestions(for: $0) })
            } ?? []
        entry.registrations = registrations()
        entry.furtherInformation = fields.value("further_information")?.list { $0.textOrWebAddress() } ?? []
    }

    /// Numbers under which registers know something, by the name of the register.
    private func registrations() -> [SchemedIdentifier] {
        let entries = fields.value("registrations")?.fields { $0.all() } ?? []
        return entries.compactMap { name, position, value in
            guard let number = value.text() else { return nil }
            let list = ConceptList.institutionIdentifierSchemes
            guard let scheme = name.hasPrefix("ext:") ? name : list.concept(named: name)?.iri else {
                let near = list.suggestions(for: name, in: language.language).map { "'" + $0 + "'" }
                fields.problems.add(
                    .unknownWord, "near", at: position, [("found", name), ("near", near.joined(separator: ", "))])
                return nil
            }
            return SchemedIdentifier(scheme: RecordText(scheme, at: fields.problems.place(position)), value: number)
        }
    }

    private func stackability(_ value: FieldValue) -> Stackability? {
        guard value.hasFields else {
            return Stackability(option: value.conceptOrWord(in: .stackabilityOptions))
        }
        return value.fields { fields in
            let towards = fields.value("towards")?.list { $0.uri() } ?? []
            let option =
                fields.value("option")?.conceptOrWord(in: .stackabilityOptions)
                ?? RecordText(towards.isEmpty ? "standalone" : "stackable", at: value.place)
            return Stackability(option: option, towards: towards, conditions: fields.value("conditions")?.text())
        }
    }

    private func component(_ value: FieldValue) -> AchievementComponent? {
        value.fields { component in
            let level = ["fqf", "vks"].compactMap { key in
                component.value(key).flatMap { LevelReader().number($0) { .flemish($0) } }
            }.first
            return AchievementComponent(
                code: component.value("code")?.text(), title: component.value("title")?.text(),
                ectsCredits: component.value("ects")?.decimal(),
                nationalLevel: component.value("nqf")?.text() ?? level,
                credential: component.value("credential")?.uri())
        }
    }

    private func gradeScale(_ value: FieldValue, _ entry: AchievementRecord) -> GradeScale? {
        value.fields { fields in
            let labels = fields.value("labels")?.list { $0.text() } ?? []
            let name =
                fields.value("name")?.text()
                ?? RecordText(ProfileCatalogue.text("grade.name", in: language.language), at: value.place)
            let minimum = fields.value("min")?.decimal()?.text
            let maximum = fields.value("max")?.decimal()?.text
            let pass = fields.required("pass")
            return GradeScale(
                id: entry.id.map { RecordText($0.string + "#grade", at: value.place) }, name: name, minimum: minimum,
                maximum: maximum, pass: labels.isEmpty ? pass?.decimal()?.text : pass?.text(), labels: labels)
        }
    }
}
