/// MC03: the issuer's country comes from the European table of countries.
struct MC03IssuerCountryRule: ProfileRule {
    let code = "MC03"
    var element: ProfileElement? { .country }

    func check(_ record: MicroCredentialRecord, _ context: RuleContext) -> [Finding] {
        let countries = record.issuer.countries
        guard !countries.isEmpty else { return error(at: record.place(of: .issuerCountries)) }
        for country in countries where !Country.isCountry(country) {
            guard country.isText, !country.isBlank else { return error(at: country.place) }
            let near = Country.suggestions(for: country.string)
            return error(
                at: country.place, near.isEmpty ? "unknown" : "near",
                [("found", country.string), ("near", near.quotedList)])
        }
        return []
    }
}
