import Credentials
import Cryptography
import Encodings
import YAMLDocuments

/// Reads the values of an issuer's profile, and reports everything that is wrong with them.
struct IssuerProfileReader {
    /// How places call the file.
    let file: String

    func profile(_ keys: YAMLMappingReader) -> IssuerProfile? {
        _ = keys.required("format")?.choice(of: [IssuerProfile.format])
        _ = keys.required("version")?.integer(in: 1...1)
        _ = keys.optional("created")?.text()
        let idValue = keys.required("id")
        let id = did(idValue)
        let method = self.method(keys.required("verification_method"), of: id)
        let key = publicKey(keys.required("public_key"))
        let keyPlace = self.keyPlace(keys.optional("key_device"), file: IssuerPaths.keyName)
        checkKeyIsIdentifier(id, method, key, idValue)
        let names = keys.required("legal_name")?.mapping { languages in self.names(languages) }
        let countriesValue = keys.required("countries")
        let countries = countriesValue?.list(count: 1...20) { self.country($0) }
        let regions = keys.optional("regions")?.list { region($0) } ?? []
        var identity = IssuerIdentity()
        identity.id = idValue.flatMap { text($0) }
        identity.url = address(keys.optional("url"), isWeb: true)
        identity.email = mailAddress(keys.optional("email"))
        identity.countries = Self.once(countries?.map { RecordText($0.country.iri, at: $0.place) } ?? [])
        identity.regions = Self.once(regions.map { RecordText($0.region.iri, at: $0.place) })
        identity.address = address(keys.optional("address"), countries?.first, regions.first)
        identity.registrations = keys.optional("registrations")?.list { registration($0) } ?? []
        let sector = concept(keys.optional("sector"), in: .sectors)
        let fields = keys.optional("authorised_fields")?.list { field($0) } ?? []
        let bodies = keys.optional("awarding_bodies")?.list { body($0) } ?? []
        let assurance = keys.optional("quality_assurance")?.list { self.assurance($0) } ?? []
        let statusLists = self.statusLists(keys, of: id, besides: (method, key))
        let approvers = self.approvers(keys, besides: [key, statusLists?.publicKey])
        guard let id, let method, let key, let names, let main = names.first, let countriesValue else { return nil }
        let issueKey = InstitutionKey(
            purpose: .issue, verificationMethod: method, publicKey: key, place: keyPlace, from: nil)
        return IssuerProfile(
            id: id, namedIssueKey: issueKey, issueKey: issueKey,
            keys: [issueKey] + [statusLists?.key].compactMap { $0 }, mainName: main, names: names, nameless: identity,
            sector: sector, awardingBodies: bodies, qualityAssurance: assurance, authorisedFields: fields,
            statusLists: statusLists, approvers: approvers,
            places: WrittenPlaces.Source(
                start: place(keys.position),
                fields: [.issuerName: main.text.place, .issuerCountries: place(countriesValue.position)]))
    }

    /// Each text once: a country by its name and by its code is one country.
    private static func once(_ texts: [RecordText]) -> [RecordText] {
        var found: [RecordText] = []
        for text in texts where !found.contains(text) { found.append(text) }
        return found
    }

    func place(_ position: YAMLPosition) -> RecordPlace {
        .position(file: file, line: position.line, column: position.column)
    }

    func text(_ value: YAMLValueReader?) -> RecordText? {
        guard let value, let text = value.text() else { return nil }
        if let unseen = UnseenCharacter.first(in: text) {
            value.report(
                .characterNotAllowed, "expected characters that can be seen, found \(unseen)",
                hint: "Type the text anew, on one line.")
            return nil
        }
        return RecordText(text, at: place(value.position))
    }

    func concept(_ value: YAMLValueReader?, in list: ConceptList) -> RecordText? {
        guard let value, let word = value.text() else { return nil }
        guard let concept = list.concept(named: word) else {
            let words = list.suggestions(for: word, in: .english).joined(separator: ", ")
            value.report(
                .notOneOf, "expected one of the words of a list, found another", hint: "Write one of: \(words).")
            return nil
        }
        return RecordText(concept.iri, at: place(value.position))
    }

    func country(_ value: YAMLValueReader?) -> (country: Country, place: RecordPlace)? {
        guard let value, let word = value.text() else { return nil }
        guard let country = Country(named: word) else {
            value.report(
                .notOneOf, "expected a country, found another word",
                hint: "Write its name or its code, for example BE.")
            return nil
        }
        return (country, place(value.position))
    }

    private func field(_ value: YAMLValueReader) -> RecordText? {
        guard let word = value.text() else { return nil }
        guard let field = FieldOfStudy(named: word) else {
            let near = FieldOfStudy.suggestions(for: word).first.map { "Did you mean \($0)?" }
            value.report(
                .notOneOf, "expected a field of study of ISCED-F, found another word",
                hint: near ?? "Write its code in quotes, for example \"0111\", or its English name.")
            return nil
        }
        return RecordText(field.iri, at: place(value.position))
    }

    private func region(_ value: YAMLValueReader) -> (region: Region, place: RecordPlace)? {
        guard let word = value.text() else { return nil }
        guard let region = Region(named: word) else {
            let words = Region.suggestions(for: word).first.map { "Did you mean \($0)?" }
            value.report(
                .notOneOf, "expected a region, found another word",
                hint: words ?? "Write its name or its NUTS code, for example BE2.")
            return nil
        }
        return (region, place(value.position))
    }

    private func names(_ languages: YAMLMappingReader) -> [IssuerProfile.Name]? {
        var names: [IssuerProfile.Name] = []
        for (language, value) in languages.all() {
            guard let text = self.text(value) else { return nil }
            names.append(IssuerProfile.Name(language: language, text: text))
        }
        guard names.isEmpty else { return names }
        languages.report(.wrongCount, "expected the legal name in one language at least, found none")
        return nil
    }
}
