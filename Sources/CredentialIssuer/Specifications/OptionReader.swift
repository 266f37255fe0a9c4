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
        let levelled = fields.value("components")?.values().count { part in
            ["fqf", "vks", "nqf"].contains { part.hasField($0) }
        }
        if entry.components.count(where: { $0.nationalLevel != nil }) < levelled ?? 0 {
            // A level that could not be read has been told; the highest of the others says nothing.
            for index in entry.components.indices { entry.components[index].nationalLevel = nil }
        }
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
                component.value(key).flatMap { LevelReader().component($0) { .flemish($0) } }
            }.first
            return AchievementComponent(
                code: component.value("code")?.text(), title: component.value("title")?.text(),
                ectsCredits: component.value("ects")?.decimal(),
                nationalLevel: component.value("nqf")?.uri() ?? level,
                credential: component.value("credential")?.uri())
        }
    }

    private func gradeScale(_ value: FieldValue, _ entry: AchievementRecord) -> GradeScale? {
        value.fields { fields in
            let labels = fields.value("labels")?.list { $0.text() } ?? []
            let name =
                fields.value("name")?.text()
                ?? RecordText(ProfileCatalogue.text("grade.name", in: language.language), at: value.place)
            let hasLabels = fields.keys.contains("labels")
            let minimum = (hasLabels ? fields.value("min") : fields.required("min"))?.decimal()
            let maximum = (hasLabels ? fields.value("max") : fields.required("max"))?.decimal()
            let pass = fields.required("pass")
            let passMark = hasLabels ? nil : pass?.decimal()
            let scale = GradeScale(
                id: entry.id.map { RecordText($0.string + "#grade", at: value.place) }, name: name,
                minimum: minimum?.text, maximum: maximum?.text, pass: hasLabels ? pass?.text() : passMark?.text,
                labels: labels)
            check(scale, minimum?.value, passMark?.value, maximum?.value, at: pass ?? value)
            return scale
        }
    }

    /// A pass that is not on the scale would let everybody pass, or nobody.
    private func check(
        _ scale: GradeScale, _ minimum: ExactDecimal?, _ passMark: ExactDecimal?, _ maximum: ExactDecimal?,
        at value: FieldValue
    ) {
        if let minimum, let maximum, minimum >= maximum {
            value.problems.add(
                .contradictoryScale, at: value.position, [("a", minimum.description), ("b", maximum.description)])
        } else if let passMark, passMark < minimum ?? passMark || passMark > maximum ?? passMark {
            value.problems.add(
                .contradictoryScale, "pass", at: value.position,
                [
                    ("found", passMark.description), ("a", minimum?.description ?? "0"),
                    ("b", maximum?.description ?? ""),
                ])
        } else if let word = scale.pass, !scale.labels.isEmpty, !scale.labels.contains(word) {
            value.problems.add(
                .contradictoryScale, "label", at: value.position,
                [("found", word.string), ("list", scale.labels.map(\.string).joined(separator: ", "))])
        }
    }
}
