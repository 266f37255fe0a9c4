import Credentials
import Encodings
import LinkedData
import TestSupport
import Testing

@testable import Proofs

/// Claims made from linked data say to people what honest documents say in their JSON.
@Suite("Claims made from linked data")
struct StatedClaimsTests {
    private func linkedData(_ root: JSONNode) throws(ProofError) -> LinkedDataForm {
        var work = CanonicalizationLimits.credential
        return try LinkedDataForm(root, omitting: ["proof"], .builtIn, &work)
    }

    /// What the statements of a document say; `nil` where safe mode does not read it, or it is no one credential.
    private func stated(_ root: JSONNode) -> CredentialView? {
        do throws(ProofError) {
            let form = try linkedData(root)
            let stated = try StatedClaims(form, of: CredentialView(root))
            guard stated.hasParts else { return stated.claims }
            // What credentials inside say, their own words tell.
            let words = try LinkedDataForm.words(of: root, omitting: ["proof"], .builtIn)
            return try StatedClaims(ownWords: words, of: stated.claims).claims
        } catch {
            return nil
        }
    }

    /// Everything that is shown of a credential; what has no order in its order of texts.
    private func shown(_ claims: CredentialView) -> [String: String] {
        let view = AchievementView(claims)
        var shown: [String: String] = [
            "id": claims.id ?? "", "types": claims.types.map(Self.name).sorted().joined(separator: ","),
            "issuer": claims.issuer ?? "", "issuerName": view.issuerName ?? "", "learner": view.learnerName ?? "",
            "birth": view.learnerDateOfBirth ?? "", "awardedOn": view.awardedOn?.description ?? "",
            "from": claims.validFrom?.string ?? "", "until": claims.validUntil?.string ?? "",
            "grade": view.grade ?? "", "statuses": String(claims.statusEntries.count),
            "subjects": String(view.subjectCount), "achievements": String(view.achievementCount),
            "results": String(view.resultCount), "countries": "\(view.issuerCountries)",
            "tokens": String(view.endorsementTokenCount),
        ]
        for language in Language.allCases {
            let texts: [(String, [String])] = [
                ("title", [view.titleWithOriginal(in: language) ?? ""]), ("kind", [view.kind(in: language) ?? ""]),
                ("description", [view.description(in: language) ?? ""]), ("workload", view.workload(in: language)),
                ("level", [view.level(in: language) ?? ""]), ("outcomes", view.learningOutcomes(in: language)),
                ("assessments", view.assessmentTypes(in: language).sorted()),
                ("participation", view.participationModes(in: language).sorted()),
                ("quality", view.qualityAssurance(in: language).sorted()),
                ("prerequisites", [view.prerequisites(in: language) ?? ""]),
                ("criteria", [String(describing: view.criteria(in: language))]),
                ("image", [String(describing: view.images(in: language))]),
                ("resultTexts", view.results(in: language).map { "\($0)" }.sorted()),
                ("alignments", view.alignments(in: language).map { "\($0)" }.sorted()),
                ("evidence", view.evidence(in: language).map { "\($0)" }.sorted()),
                ("endorsements", view.endorsements(in: language).map { "\($0)" }.sorted()),
            ]
            for (name, values) in texts { shown["\(name).\(language.rawValue)"] = values.joined(separator: "|") }
        }
        return shown
    }

    /// One type has two names in Open Badges, and types that mean nothing to a reader here have their IRI.
    private static func name(_ type: String) -> String {
        if type == "AchievementCredential" { return "OpenBadgeCredential" }
        guard let mark = type.lastIndex(where: { $0 == "#" || $0 == "/" }) else { return type }
        return String(type[type.index(after: mark)...])
    }

    private static func files(_ folder: String) throws -> [String] {
        let base = try #require(Vectors.folder)
        var files: [String] = []
        for name in try Vectors.names(in: folder) {
            let path = folder + "/" + name
            if name.hasSuffix(".json") {
                files.append(path)
            } else if !name.contains("."), Files.exists(base + "/" + path + "/.") {
                files += try Self.files(path)
            }
        }
        return files
    }

    @Test(
        "show what the published credentials show in their JSON", .enabled(if: Vectors.areAvailable),
        arguments: ["dcc", "open-badges/validator-ob30", "open-badges/validator-clr20"])
    func published(_ folder: String) throws {
        var count = 0
        for path in try Self.files(folder) {
            let bytes = try Vectors.bytes(path)
            guard let document = try? JSONDocument(parsing: bytes, limits: .general), document.root.kind == .object,
                let claims = stated(document.root)
            else { continue }
            count += 1
            let expected = shown(CredentialView(document.root))
            let found = shown(claims)
            // Of who is issuer and subject in one, every statement is about both; and a learner of whom several
            // credentials in a record speak is one learner.
            let isSelfIssued = claims.issuer == claims.subjects.first?["id"]?.string
            let merged =
                (isSelfIssued ? ["learner", "issuerName", "image.en", "image.nl"] : [])
                + (claims.hasType("ClrCredential") ? ["results", "resultTexts.en", "resultTexts.nl"] : [])
            for (name, value) in expected where !merged.contains(name) {
                #expect(found[name] == value, "\(path): \(name)")
            }
        }
        #expect(count > 0)
    }

    /// A document with every member of Open Badges that is read here, of one edition.
    private func everything(_ contexts: String, isVersion1: Bool) -> String {
        """
        {"@context":[\(contexts)],
         "id":"urn:c","type":["VerifiableCredential","OpenBadgeCredential"],"name":"N",
         "issuer":{"id":"did:example:i","type":["Profile"],"name":"Uni","url":"https://u.example","email":"a@u.example",
           "phone":"1","image":{"id":"https://u.example/l.png","type":["Image"],"caption":"Logo"},
           "otherIdentifier":[{"type":["IdentifierEntry"],"identifier":"7","identifierType":"lei"}],
           "address":{"type":["Address"],"addressCountry":"B","addressCountryCode":"BE","addressLocality":"L",
             "addressRegion":"R","postalCode":"1","streetAddress":"S","postOfficeBoxNumber":"2"}},
         \(isVersion1 ? #""issuanceDate":"2026-01-01T00:00:00Z","expirationDate":"2027-01-01T00:00:00Z""# : #""validFrom":"2026-01-01T00:00:00Z","validUntil":"2027-01-01T00:00:00Z""#),
         "evidence":[{"id":"https://e.example","type":["Evidence"],"name":"E","narrative":"n","genre":"g","audience":"a"}],
         "credentialStatus":{"id":"urn:s","type":"1EdTechRevocationList"},
         "credentialSubject":{"id":"did:example:s","type":["AchievementSubject"],"licenseNumber":"1","role":"r","term":"t",
           "activityStartDate":"2025-01-01","activityEndDate":"2025-02-01","creditsEarned":5.5,"narrative":"sn",
           "identifier":[{"type":["IdentityObject"],"hashed":false,"identityHash":"Anna","identityType":"name","salt":"s"}],
           "result":[{"type":["Result"],"resultDescription":"urn:rd","value":"12","status":"Completed",
             "achievedLevel":"urn:l"}],
           "achievement":{"id":"urn:a","type":["Achievement"],"achievementType":"Course","name":"A","description":"d",
             "criteria":{"id":"https://c.example","narrative":"c"},"fieldOfStudy":"f","humanCode":"h",
             "specialization":"s","version":"1","creditsAvailable":6,"tag":["x","y"],
             "image":{"id":"https://i.example/a.png","type":["Image"],"caption":"Cap"},
             "alignment":[{"type":["Alignment"],"targetCode":"c","targetType":"CTDL","targetDescription":"td",
               "targetFramework":"tf","targetName":"tn","targetUrl":"https://t.example"}],
             "related":[{"id":"urn:r","type":["Related"],"version":"2"}],
             "otherIdentifier":[{"type":["IdentifierEntry"],"identifier":"8","identifierType":"identifier"}],
             "resultDescription":[{"id":"urn:rd","type":["ResultDescription"],"name":"Mark","resultType":"RawScore",
               "valueMin":"0","valueMax":"20","requiredValue":"10","requiredLevel":"urn:l",
               "rubricCriterionLevel":[{"id":"urn:l","type":["RubricCriterionLevel"],"name":"L","level":"l","points":"1"}]}]
           }}}
        """
    }

    @Test(
        "are the document itself for every edition of Open Badges",
        arguments: [
            (
                #""https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json""#,
                false
            ),
            (
                #""https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json""#,
                false
            ),
            (
                #""https://www.w3.org/2018/credentials/v1","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json""#,
                true
            ),
            (#""https://www.w3.org/2018/credentials/v1","https://purl.imsglobal.org/spec/ob/v3p0/context.json""#, true),
        ])
    func editions(_ contexts: String, _ isVersion1: Bool) throws {
        let extensions = #","https://purl.imsglobal.org/spec/ob/v3p0/extensions.json""#
        let text = everything(contexts + extensions, isVersion1: isVersion1)
        let root = try JSONDocument(parsing: Array(text.utf8), limits: .credential).root
        let form = try linkedData(root)
        let stated = try StatedClaims(form, of: CredentialView(root))
        #expect(stated.unreadProperties.isEmpty)
        let texts = try [root, stated.claims.node].map { node in
            let value = Self.plain(JSONValue(node))
            return String(
                decoding: try JSONDocument(parsing: value.serialized(), limits: .general).root.canonicalBytes(),
                as: UTF8.self)
        }
        #expect(texts[0] == texts[1])
    }

    /// A value without its contexts, every array of one unwrapped, in the order of texts.
    private static func plain(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements):
            let plain = elements.map { Self.plain($0) }
            if plain.count == 1 { return plain[0] }
            return .array(
                plain.sorted { $0.serialized().lexicographicallyPrecedes($1.serialized()) })
        case .object(let members):
            return .object(members.filter { $0.name != "@context" }.map { ($0.name, Self.plain($0.value)) })
        default: return value
        }
    }

    @Test(
        "are refused by name where the document is not just one credential",
        arguments: [
            // Two that refer to nothing of each other.
            #"{"id":"urn:c","type":"VerifiableCredential","issuer":"did:a:b","credentialSubject":{"id":"urn:s"},"@included":[{"id":"urn:d","type":"VerifiableCredential","issuer":"did:a:c"}]}"#,
            // One that stands inside something that only holds it.
            #"{"id":"urn:s","urn:about":{"id":"urn:c","type":"VerifiableCredential"}}"#,
            // The top is the subject, and the credential is said of it backwards.
            #"{"id":"urn:s","@reverse":{"https://www.w3.org/2018/credentials#credentialSubject":{"id":"urn:c","type":"VerifiableCredential","issuer":"did:a:b"}}}"#,
            #"{"id":"urn:c","urn:x":"no credential at all"}"#,
        ])
    func ambiguous(_ text: String) throws {
        var value = JSONValue(try JSONDocument(parsing: Array(text.utf8), limits: .credential).root)
        value["@context"] = ["https://www.w3.org/ns/credentials/v2"]
        let root = try JSONDocument(parsing: value.serialized(), limits: .credential).root
        let form = try linkedData(root)
        let error = #expect(throws: ProofError.self) { try StatedClaims(form, of: CredentialView(root)) }
        #expect(error?.code == .ambiguousForm)
    }

    @Test("are refused by name where statements refer to each other without end")
    func endless() throws {
        var text = #"{"@context":["https://www.w3.org/ns/credentials/v2","#
        text += #""https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:c","#
        text += #""type":"VerifiableCredential","evidence":{"id":"urn:n:0"},"@included":["#
        text += (0..<28).map { level in
            #"{"id":"urn:n:\#(level)","https://www.w3.org/2018/credentials#evidence":[{"id":"urn:a:\#(level)","#
                + #""https://www.w3.org/2018/credentials#evidence":{"id":"urn:n:\#(level + 1)"}},"#
                + #"{"id":"urn:b:\#(level)","https://www.w3.org/2018/credentials#evidence":{"id":"urn:n:\#(level + 1)"}}]}"#
        }.joined(separator: ",")
        text += "]}"
        let root = try JSONDocument(parsing: Array(text.utf8), limits: .credential).root
        let form = try linkedData(root)
        let error = #expect(throws: ProofError.self) { try StatedClaims(form, of: CredentialView(root)) }
        #expect(error?.code == .tooMuchWork)
    }
}
