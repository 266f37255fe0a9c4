import Credentials
import Encodings
import YAMLDocuments

extension IssuerProfileReader {
    func address(
        _ value: YAMLValueReader?, _ country: (country: Country, place: RecordPlace)?,
        _ region: (region: Region, place: RecordPlace)?
    ) -> PostalAddress? {
        var address = PostalAddress()
        address.country = country.map { RecordText($0.country.english, at: $0.place) }
        address.countryCode = country.map { RecordText($0.country.alpha2, at: $0.place) }
        address.region = region.map { RecordText($0.region.english, at: $0.place) }
        let written: PostalAddress? = value?.mapping { keys in
            address.street = text(keys.optional("street"))
            address.postalCode = text(keys.optional("postal_code"))
            address.locality = text(keys.optional("locality"))
            return address
        }
        return written ?? address
    }

    func registration(_ value: YAMLValueReader) -> SchemedIdentifier? {
        value.mapping { keys in
            let scheme = text(keys.required("scheme"))
            let value = text(keys.required("value"))
            guard let scheme, let value else { return nil }
            return SchemedIdentifier(scheme: scheme, value: value)
        }
    }

    func body(_ value: YAMLValueReader) -> AwardingBody? {
        value.mapping { keys in
            let id = address(keys.optional("id"))
            let name = text(keys.required("legal_name"))
            let registration = text(keys.optional("registration"))
            let country = self.country(keys.required("country"))
            guard let name, let country else { return nil }
            return AwardingBody(
                id: id, legalName: name, registration: registration,
                country: RecordText(country.country.iri, at: country.place), at: place(value.position))
        }
    }

    func assurance(_ value: YAMLValueReader) -> QualityAssurance? {
        value.mapping { keys in
            let type = concept(keys.required("type"), in: .qualityAssuranceTypes)
            let scope = concept(keys.required("scope"), in: .qualityAssuranceScopes)
            let body = text(keys.required("body"))
            let basis = text(keys.optional("basis"))
            let report = address(keys.optional("report"), isWeb: true)
            let validFrom = day(keys.optional("valid_from"))
            let validUntil = day(keys.optional("valid_until"))
            guard let type, let scope, let body else { return nil }
            return QualityAssurance(
                type: type, scope: scope, body: body, basis: basis, report: report, validFrom: validFrom,
                validUntil: validUntil, at: place(value.position))
        }
    }

    /// An address by which others can look something up.
    func address(_ value: YAMLValueReader?, isWeb: Bool = false) -> RecordText? {
        guard let value, let text = text(value) else { return nil }
        guard WrittenAddress.problem(with: text.string) == nil, !isWeb || text.isWebAddress else {
            value.report(
                .unreadable, "expected an address, found another text",
                hint: "Write the whole address, for example https://www.school.example/.")
            return nil
        }
        return text
    }

    /// An address of mail: two parts around one `@`, without blanks.
    func mailAddress(_ value: YAMLValueReader?) -> RecordText? {
        guard let value, let text = text(value) else { return nil }
        let parts = text.string.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
            value.report(
                .unreadable, "expected an address of mail, found another text",
                hint: "Write it with one @, for example info@school.example.")
            return nil
        }
        return text
    }

    private func day(_ value: YAMLValueReader?) -> RecordValue<CalendarDate>? {
        guard let value, let text = text(value) else { return nil }
        let day = RecordValue<CalendarDate>(text)
        if day.value == nil { value.report(.unreadable, "expected a date such as 2026-06-26, found another") }
        return day
    }
}
