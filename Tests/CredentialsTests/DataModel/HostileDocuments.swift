// One thing wrong in each, and what must be found for it.

private let v2 = #""https://www.w3.org/ns/credentials/v2""#
private let examples = #""https://www.w3.org/ns/credentials/examples/v2""#

let hostileCredentials: [HostileCase] =
    contextCases + typeCases + identifierCases + validityCases + textCases + objectCases + resourceCases + badgeCases

private let contextCases = [
    HostileCase(#"{"-@context": 0}"#, "CONTEXT_MISSING /@context"),
    HostileCase(#"{"@context": null}"#, "CONTEXT_BASE_NOT_FIRST /@context", "CONTEXT_MALFORMED /@context"),
    HostileCase(#"{"@context": {}}"#, "CONTEXT_BASE_NOT_FIRST /@context", "CONTEXT_MALFORMED /@context"),
    HostileCase(#"{"@context": []}"#, "CONTEXT_BASE_NOT_FIRST /@context"),
    HostileCase(#"{"@context": "https://www.w3.org/ns/credentials/v2/"}"#, "CONTEXT_BASE_NOT_FIRST /@context"),
    HostileCase(#"{"@context": [\#(examples), \#(v2)]}"#, "CONTEXT_BASE_NOT_FIRST /@context/0"),
    HostileCase(#"{"@context": [[\#(v2)]]}"#, "CONTEXT_BASE_NOT_FIRST /@context/0", "CONTEXT_MALFORMED /@context/0"),
    HostileCase(#"{"@context": [\#(v2), \#(examples), null]}"#, "CONTEXT_MALFORMED /@context/2"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), 123192875, []]}"#,
        "CONTEXT_MALFORMED /@context/2", "CONTEXT_MALFORMED /@context/3"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), "contexts/v1", "https ://a.b/c"]}"#,
        "CONTEXT_NOT_URL /@context/2", "CONTEXT_NOT_URL /@context/3"),
    HostileCase(#"{"@context": [\#(v2), \#(examples), \#(v2)]}"#, "CONTEXT_REPEATED /@context/2"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), "https://www.w3.org/2018/credentials/v1"]}"#,
        "CONTEXT_VERSIONS_MIXED /@context/2"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"VerifiableCredential": "https://example.org/#Bad"}]}"#,
        "CONTEXT_REDEFINES_TERM /@context/2/VerifiableCredential"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"name": "https://example.org/#Bad", "id": null}]}"#,
        "CONTEXT_REDEFINES_TERM /@context/2/name", "CONTEXT_REDEFINES_TERM /@context/2/id"),
    // The definition that the base context has may be said again.
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"name": "https://schema.org/name", "id": {"@id": "@id"}}]}"#),
    // Terms that are protected only inside a credential are overruled there.
    HostileCase(#"{"@context": [\#(v2), \#(examples), {"issuer": "https://example.org/#i"}]}"#),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"@protected": true, "A": "ex:a", "B": "ex:b", "C": {"@id": "ex:c", "@type": "@id"}}, "#
            + #"{"A": "ex:a", "B": "ex:x", "C": {"@type": "@id", "@id": "ex:c"}}, {"B": "ex:y"}]}"#,
        "CONTEXT_REDEFINES_TERM /@context/3/B", "CONTEXT_REDEFINES_TERM /@context/4/B"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"A": {"@id": "ex:a", "@protected": true}, "B": "ex:b"}, "#
            + #"{"A": "ex:x", "B": "ex:x"}]}"#,
        "CONTEXT_REDEFINES_TERM /@context/3/A"),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"@protected": true, "A": {"@id": "ex:a", "@protected": false}}, "#
            + #"{"A": "ex:x"}]}"#),
    HostileCase(
        #"{"@context": [\#(v2), \#(examples), {"A": "https ://a.b#c", "B": {"@id": "<b>"}, "C": 1, "D": [], "#
            + #""E": "ex:e", "F": null, "@vocab": "any text", "G": {"@id": null}}]}"#,
        "CONTEXT_TERM_NOT_URL /@context/2/A", "CONTEXT_TERM_NOT_URL /@context/2/B/@id",
        "CONTEXT_TERM_NOT_URL /@context/2/C", "CONTEXT_TERM_NOT_URL /@context/2/D"),
]

private let typeCases = [
    HostileCase(#"{"-type": 0}"#, "TYPE_MISSING /type"),
    HostileCase(#"{"type": null}"#, "TYPE_MALFORMED /type", "TYPE_BASE_MISSING /type"),
    HostileCase(#"{"type": []}"#, "TYPE_BASE_MISSING /type"),
    HostileCase(
        #"{"type": ["VerifiableCredential", "", 7, ["a"]]}"#,
        "TYPE_MALFORMED /type/1", "TYPE_MALFORMED /type/2", "TYPE_MALFORMED /type/3"),
    HostileCase(#"{"type": "ExampleDegreeCredential"}"#, "TYPE_BASE_MISSING /type"),
    HostileCase(#"{"type": "verifiableCredential"}"#, "TYPE_BASE_MISSING /type"),
    HostileCase(#"{"type": ["VerifiableCredential", "https ://a.b/C", "https://a.b/#C"]}"#, "TYPE_NOT_URL /type/1"),
    HostileCase(#"{"type": ["VerifiableCredential", "VerifiablePresentation"]}"#, "TYPE_CONFLICT /type/1"),
    HostileCase(#"{"type": ["EnvelopedVerifiableCredential", "VerifiableCredential"]}"#, "TYPE_CONFLICT /type/0"),
    // Without a context from elsewhere it can be told that nobody defines a type.
    HostileCase(
        #"{"@context": [\#(v2), {"@vocab": null, "ExampleConfidence": "ex:c"}], "-evidence": 0, "-termsOfUse": 0}"#,
        "TYPE_NOT_MAPPED /type/1"),
    HostileCase(
        #"{"@context": \#(v2), "type": "VerifiableCredential"}"#,
        "TYPE_NOT_MAPPED /termsOfUse/type", "TYPE_NOT_MAPPED /evidence/0/type/0"),
    HostileCase(
        #"{"@context": [\#(v2), {"ExampleDegreeCredential": "ex:d", "ExamplePolicy": "ex:p", "Evidence": null}]}"#,
        "TYPE_NOT_MAPPED /evidence/0/type/0"),
    HostileCase(#"{"@context": [\#(v2), {"@vocab": "https://example.org/#"}]}"#),
    HostileCase(#"{"@context": [\#(v2), {"@import": "https://example.org/context"}]}"#),
    HostileCase(
        #"{"@context": [\#(v2)], "type": ["VerifiableCredential"], "-evidence": 0, "#
            + #""termsOfUse": {"type": "Own", "@context": {"Own": "ex:o"}}}"#),
]

private let identifierCases = [
    HostileCase(#"{"id": null}"#, "IDENTIFIER_NOT_URL /id"),
    HostileCase(#"{"id": "7b1e8c7e"}"#, "IDENTIFIER_NOT_URL /id"),
    HostileCase(#"{"id": ["https://a.b/1", "https://a.b/2"]}"#, "IDENTIFIER_NOT_URL /id"),
    HostileCase(#"{"id": "https ://a.b/1"}"#, "IDENTIFIER_NOT_URL /id"),
    HostileCase(#"{"id": "https://a.b/é"}"#),
    HostileCase(#"{"id": "did:example:é"}"#, "IDENTIFIER_NOT_ASCII /id"),
    HostileCase(#"{"-issuer": 0}"#, "ISSUER_MISSING /issuer"),
    HostileCase(#"{"issuer": null}"#, "ISSUER_MALFORMED /issuer"),
    HostileCase(#"{"issuer": "fake-issuer"}"#, "ISSUER_MALFORMED /issuer"),
    HostileCase(#"{"issuer": ["did:example:a"]}"#, "ISSUER_MALFORMED /issuer"),
    HostileCase(#"{"issuer": {}}"#, "ISSUER_MALFORMED /issuer/id"),
    HostileCase(#"{"issuer": {"id": null}}"#, "ISSUER_MALFORMED /issuer/id"),
    HostileCase(#"{"issuer": {"id": "fake-issuer"}}"#, "ISSUER_MALFORMED /issuer/id"),
    HostileCase(#"{"issuer": {"id": ["did:example:a"]}}"#, "ISSUER_MALFORMED /issuer/id"),
    HostileCase(#"{"issuer": "https://universität.example"}"#, "IDENTIFIER_NOT_ASCII /issuer"),
    HostileCase(#"{"issuer": {"id": "did:web:university.exаmple"}}"#, "IDENTIFIER_NOT_ASCII /issuer/id"),
    HostileCase(#"{"-credentialSubject": 0}"#, "SUBJECT_MISSING /credentialSubject"),
    HostileCase(#"{"credentialSubject": []}"#, "SUBJECT_MISSING /credentialSubject"),
    HostileCase(#"{"credentialSubject": {}}"#, "SUBJECT_EMPTY /credentialSubject"),
    HostileCase(#"{"credentialSubject": [{"id": "did:example:a"}, {}]}"#, "SUBJECT_EMPTY /credentialSubject/1"),
    HostileCase(#"{"credentialSubject": "did:example:a"}"#, "VALUE_NOT_OBJECT /credentialSubject"),
    HostileCase(#"{"credentialSubject": [{"n": 1}, null]}"#, "VALUE_NOT_OBJECT /credentialSubject/1"),
    HostileCase(
        #"{"credentialSubject": {"id": ["did:example:a", "did:example:b"]}}"#,
        "IDENTIFIER_NOT_URL /credentialSubject/id"),
    HostileCase(#"{"credentialSubject": {"id": "anna"}}"#, "IDENTIFIER_NOT_URL /credentialSubject/id"),
]

private let validityCases = [
    HostileCase(#"{"validFrom": "Sat 25 Feb 2023 07:16:31 PM CST"}"#, "VALIDITY_MALFORMED /validFrom"),
    HostileCase(#"{"validFrom": "2026-06-30"}"#, "VALIDITY_MALFORMED /validFrom"),
    HostileCase(#"{"validFrom": 1782813600}"#, "VALIDITY_MALFORMED /validFrom"),
    HostileCase(#"{"validFrom": ["2026-06-30T10:00:00Z"]}"#, "VALIDITY_MALFORMED /validFrom"),
    HostileCase(#"{"validUntil": "2031-02-29T10:00:00Z"}"#, "VALIDITY_MALFORMED /validUntil"),
    HostileCase(#"{"validUntil": null}"#, "VALIDITY_MALFORMED /validUntil"),
    HostileCase(#"{"validUntil": ""}"#, "VALIDITY_MALFORMED /validUntil"),
    HostileCase(#"{"validUntil": "2031-06-30T10:00:00 Z"}"#, "VALIDITY_MALFORMED /validUntil"),
    HostileCase(#"{"validFrom": "2026-06-30T10:00:00"}"#, "VALIDITY_WITHOUT_OFFSET /validFrom"),
    HostileCase(#"{"validFrom": "2026-13-30T10:00:00"}"#, "VALIDITY_MALFORMED /validFrom"),
    HostileCase(#"{"validUntil": "2026-06-30T09:59:59Z"}"#, "VALIDITY_REVERSED /validUntil"),
    HostileCase(#"{"validUntil": "2026-06-30T10:30:00+01:00"}"#, "VALIDITY_REVERSED /validUntil"),
    HostileCase(#"{"validUntil": "2026-06-30T10:00:00Z"}"#),
    HostileCase(#"{"validUntil": "2026-06-30T09:30:00-01:00"}"#),
    HostileCase(#"{"validFrom": "2026-06-30T10:00:00.25Z", "validUntil": "2026-06-30T10:00:00.2500Z"}"#),
    HostileCase(#"{"validFrom": "2026-06-30T10:00:00.2500Z", "validUntil": "2026-06-30T10:00:00.25Z"}"#),
    HostileCase(#"{"validFrom": "2026-06-30T10:00:00.25Z", "validUntil": "2026-06-30T10:00:00.3Z"}"#),
    HostileCase(
        #"{"validFrom": "2026-06-30T10:00:00.25Z", "validUntil": "2026-06-30T10:00:00.249Z"}"#,
        "VALIDITY_REVERSED /validUntil"),
    HostileCase(
        #"{"validFrom": "2026-06-30T10:00:00.1Z", "validUntil": "2026-06-30T10:00:00Z"}"#,
        "VALIDITY_REVERSED /validUntil"),
    HostileCase(#"{"expirationDate": "2020-01-01T00:00:00Z"}"#, "VALIDITY_OTHER_VERSION /expirationDate"),
    HostileCase(#"{"issuanceDate": "later"}"#, "VALIDITY_OTHER_VERSION /issuanceDate"),
]

private let textCases = [
    HostileCase(#"{"name": 1}"#, "TEXT_MALFORMED /name"),
    HostileCase(#"{"name": null}"#, "TEXT_MALFORMED /name"),
    HostileCase(#"{"name": []}"#, "TEXT_MALFORMED /name"),
    HostileCase(#"{"name": {"en": "A"}}"#, "TEXT_MALFORMED /name"),
    HostileCase(#"{"name": {"@value": 1}}"#, "TEXT_MALFORMED /name"),
    HostileCase(#"{"description": ["A", {"@value": "B"}]}"#, "TEXT_MALFORMED /description/0"),
    HostileCase(
        #"{"description": {"@value": "A", "@language": "en", "url": "did:example:a"}}"#,
        "TEXT_EXTRA_MEMBER /description/url"),
    HostileCase(#"{"description": {"@value": "A", "@type": "ex:a"}}"#, "TEXT_EXTRA_MEMBER /description/@type"),
    HostileCase(#"{"name": {"@value": "A", "@language": "en_US"}}"#, "TEXT_LANGUAGE_MALFORMED /name/@language"),
    HostileCase(#"{"name": [{"@value": "A", "@language": null}]}"#, "TEXT_LANGUAGE_MALFORMED /name/0/@language"),
    HostileCase(#"{"name": {"@value": "A", "@direction": "LTR"}}"#, "TEXT_DIRECTION_MALFORMED /name/@direction"),
    HostileCase(
        #"{"issuer": {"id": "did:example:a", "name": ["A"], "description": {"@value": "D", "b": 1}}}"#,
        "TEXT_MALFORMED /issuer/name/0", "TEXT_EXTRA_MEMBER /issuer/description/b"),
]

private let objectCases = [
    HostileCase(#"{"credentialStatus": []}"#, "VALUE_EMPTY /credentialStatus"),
    HostileCase(#"{"credentialStatus": "https://a.b"}"#, "VALUE_NOT_OBJECT /credentialStatus"),
    HostileCase(#"{"credentialStatus": {"id": "did:example:s"}}"#, "TYPE_MISSING /credentialStatus/type"),
    HostileCase(#"{"credentialStatus": {"type": 2}}"#, "TYPE_MALFORMED /credentialStatus/type"),
    HostileCase(#"{"credentialStatus": {"type": []}}"#, "TYPE_MALFORMED /credentialStatus/type"),
    HostileCase(#"{"credentialStatus": {"type": ["A", "b c:d"]}}"#, "TYPE_NOT_URL /credentialStatus/type/1"),
    HostileCase(
        #"{"credentialStatus": {"type": "A", "id": ["did:example:a"]}}"#,
        "IDENTIFIER_NOT_URL /credentialStatus/id"),
    HostileCase(
        #"{"credentialStatus": [{"type": "A", "id": "https ://a.b"}, {}]}"#,
        "IDENTIFIER_NOT_URL /credentialStatus/0/id", "TYPE_MISSING /credentialStatus/1/type"),
    HostileCase(#"{"credentialSchema": {"type": "A"}}"#, "IDENTIFIER_MISSING /credentialSchema/id"),
    HostileCase(#"{"credentialSchema": {"id": "https://a.b"}}"#, "TYPE_MISSING /credentialSchema/type"),
    HostileCase(
        #"{"credentialSchema": [{"id": "a", "type": "A"}, []]}"#,
        "IDENTIFIER_NOT_URL /credentialSchema/0/id", "VALUE_NOT_OBJECT /credentialSchema/1"),
    HostileCase(#"{"termsOfUse": {}}"#, "TYPE_MISSING /termsOfUse/type"),
    HostileCase(#"{"termsOfUse": {"type": "A", "id": "b"}}"#, "IDENTIFIER_NOT_URL /termsOfUse/id"),
    HostileCase(#"{"evidence": {}}"#, "TYPE_MISSING /evidence/type"),
    HostileCase(#"{"evidence": [{"type": "A"}, {"id": "urn:uuid:1"}]}"#, "TYPE_MISSING /evidence/1/type"),
    HostileCase(#"{"refreshService": {"id": "did:example:r"}}"#, "TYPE_MISSING /refreshService/type"),
    HostileCase(#"{"refreshService": null}"#, "VALUE_NOT_OBJECT /refreshService"),
    HostileCase(#"{"confidenceMethod": {"id": "did:example:c"}}"#, "TYPE_MISSING /confidenceMethod/type"),
    HostileCase(#"{"renderMethod": [{}]}"#, "TYPE_MISSING /renderMethod/0/type"),
    HostileCase(#"{"proof": {"created": "2023-07-28T22:25:05Z"}}"#, "TYPE_MISSING /proof/type"),
    HostileCase(#"{"proof": []}"#, "VALUE_EMPTY /proof"),
    HostileCase(#"{"proof": "z58D"}"#, "VALUE_NOT_OBJECT /proof"),
]

private let resourceCases = [
    HostileCase(#"{"relatedResource": ["https://a.b"]}"#, "VALUE_NOT_OBJECT /relatedResource/0"),
    HostileCase(#"{"relatedResource": []}"#, "VALUE_EMPTY /relatedResource"),
    HostileCase(#"{"relatedResource": {"digestMultibase": "uAQ"}}"#, "IDENTIFIER_MISSING /relatedResource/id"),
    HostileCase(
        #"{"relatedResource": {"id": "a", "digestMultibase": "uAQ"}}"#,
        "IDENTIFIER_NOT_URL /relatedResource/id"),
    HostileCase(#"{"relatedResource": {"id": "https://a.b"}}"#, "RESOURCE_DIGEST_MISSING /relatedResource"),
    HostileCase(
        #"{"relatedResource": [{"id": "https://a.b", "digestMultibase": "uAQ"}, {"id": "https://a.b", "#
            + #""digestMultibase": "uAg"}]}"#,
        "RESOURCE_REPEATED /relatedResource/1/id"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestMultibase": "mAQ"}}"#,
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestMultibase"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestMultibase": ["uAQ", "u", "uA", 1]}}"#,
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestMultibase/1",
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestMultibase/2",
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestMultibase/3"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestSRI": "sha256-AAAA"}}"#,
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestSRI"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestSRI": "sha1-\#(digits43)"}}"#,
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestSRI"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestSRI": " sha256-\#(digits43)=  sha256-\#(digits43)?opt "}}"#),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestSRI": "sha256-\#(digits43)= x"}}"#,
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestSRI"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestSRI": []}}"#,
        "RESOURCE_DIGEST_MALFORMED /relatedResource/digestSRI"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestMultibase": "uAQ", "mediaType": "json"}}"#,
        "RESOURCE_MEDIA_TYPE_MALFORMED /relatedResource/mediaType"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestMultibase": "uAQ", "mediaType": "a/b/c"}}"#,
        "RESOURCE_MEDIA_TYPE_MALFORMED /relatedResource/mediaType"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestMultibase": "uAQ", "mediaType": 1}}"#,
        "RESOURCE_MEDIA_TYPE_MALFORMED /relatedResource/mediaType"),
    HostileCase(
        #"{"relatedResource": {"id": "https://a.b", "digestMultibase": "uAQ", "mediaType": "text/html;charset=utf-8"}}"#
    ),
]

private let digits43 = String(repeating: "A", count: 43)

let hostileCredentialsV1 = [
    HostileCase(#"{"-issuanceDate": 0}"#, "ISSUANCE_DATE_MISSING /issuanceDate"),
    HostileCase(#"{"issuanceDate": "2010-01-01"}"#, "VALIDITY_MALFORMED /issuanceDate"),
    HostileCase(#"{"issuanceDate": "2010-01-01T19:23:24"}"#, "VALIDITY_OFFSET_ASSUMED /issuanceDate"),
    HostileCase(
        #"{"issuanceDate": "2010-01-01T19:23:24", "expirationDate": "2009-01-01T19:23:24"}"#,
        "VALIDITY_OFFSET_ASSUMED /issuanceDate", "VALIDITY_OFFSET_ASSUMED /expirationDate",
        "VALIDITY_REVERSED /expirationDate"),
    HostileCase(#"{"expirationDate": "2010-01-01T19:23:23Z"}"#, "VALIDITY_REVERSED /expirationDate"),
    HostileCase(#"{"validFrom": "soon"}"#, "VALIDITY_MALFORMED /validFrom"),
    HostileCase(#"{"validFrom": "2010-01-01T00:00:00Z", "validUntil": "2011-01-01T00:00:00Z"}"#),
    HostileCase(#"{"-expirationDate": 0, "validUntil": "2011-01-01T00:00:00Z"}"#, "VALIDITY_OTHER_VERSION /validUntil"),
    HostileCase(#"{"credentialStatus": {"type": "A"}}"#, "IDENTIFIER_MISSING /credentialStatus/id"),
    HostileCase(#"{"refreshService": {"type": "A"}}"#, "IDENTIFIER_MISSING /refreshService/id"),
    HostileCase(#"{"-issuer": 0}"#, "ISSUER_MISSING /issuer"),
    HostileCase(#"{"type": ["VerifiablePresentation"]}"#, "TYPE_CONFLICT /type/0", "TYPE_BASE_MISSING /type"),
    HostileCase(
        #"{"@context": ["https://www.w3.org/2018/credentials/v1", {"proof": "ex:p", "name": "ex:n"}]}"#,
        "CONTEXT_REDEFINES_TERM /@context/1/proof"),
    HostileCase(
        #"{"@context": ["https://www.w3.org/2018/credentials/v1", \#(v2)]}"#,
        "CONTEXT_VERSIONS_MIXED /@context/1"),
]

let hostilePresentations = [
    HostileCase(#"{"-@context": 0}"#, "CONTEXT_MISSING /@context"),
    HostileCase(#"{"@context": [{"A": "ex:a"}, \#(v2)]}"#, "CONTEXT_BASE_NOT_FIRST /@context/0"),
    HostileCase(#"{"-type": 0}"#, "TYPE_MISSING /type"),
    HostileCase(#"{"type": "VerifiableCredential"}"#, "TYPE_CONFLICT /type", "TYPE_BASE_MISSING /type"),
    HostileCase(#"{"type": ["VerifiablePresentation", "Mine"]}"#, "TYPE_NOT_MAPPED /type/1"),
    HostileCase(#"{"id": "a"}"#, "IDENTIFIER_NOT_URL /id"),
    HostileCase(
        #"{"holder": "z6Mk"}"#, "HOLDER_MALFORMED /holder", "PRESENTED_NOT_SECURED /verifiableCredential/2/issuer"),
    HostileCase(#"{"holder": {"name": "Acme"}}"#, "HOLDER_MALFORMED /holder/id", "PRESENTED_HOLDER_MISSING /holder"),
    HostileCase(
        #"{"holder": ["did:example:holder"]}"#, "HOLDER_MALFORMED /holder",
        "PRESENTED_NOT_SECURED /verifiableCredential/2/issuer"),
    HostileCase(
        #"{"holder": "did:example:hоlder"}"#, "IDENTIFIER_NOT_ASCII /holder",
        "PRESENTED_NOT_SECURED /verifiableCredential/2/issuer"),
    HostileCase(#"{"holder": "did:example:Holder"}"#, "PRESENTED_NOT_SECURED /verifiableCredential/2/issuer"),
    HostileCase(#"{"-holder": 0}"#, "PRESENTED_HOLDER_MISSING /holder"),
    HostileCase(#"{"holder": "did:example:holder"}"#),
    HostileCase(#"{"-holder": 0, "-verifiableCredential": 0}"#),
    HostileCase(#"{"verifiableCredential": []}"#, "VALUE_EMPTY /verifiableCredential"),
    HostileCase(
        #"{"verifiableCredential": "eyJhbGciOiJFUzI1NiJ9.e30.AA"}"#, "PRESENTED_NOT_OBJECT /verifiableCredential"),
    HostileCase(
        #"{"verifiableCredential": [null, 1, "https://a.b/vc"]}"#,
        "PRESENTED_NOT_OBJECT /verifiableCredential/0", "PRESENTED_NOT_OBJECT /verifiableCredential/1",
        "PRESENTED_NOT_OBJECT /verifiableCredential/2"),
    HostileCase(
        #"{"verifiableCredential": [{"@context": \#(v2), "type": "VerifiableCredential", "proof": {}, "#
            + #""credentialSubject": {}}]}"#,
        "ISSUER_MISSING /verifiableCredential/0/issuer", "SUBJECT_EMPTY /verifiableCredential/0/credentialSubject",
        "TYPE_MISSING /verifiableCredential/0/proof/type"),
    HostileCase(
        #"{"verifiableCredential": {"@context": \#(v2), "type": "VerifiableCredential", "#
            + #""credentialSubject": {"n": 1}}}"#,
        "ISSUER_MISSING /verifiableCredential/issuer", "PRESENTED_NOT_SECURED /verifiableCredential"),
    HostileCase(
        #"{"verifiableCredential": [{"@context": \#(v2), "id": "data:,a"}]}"#,
        "TYPE_MISSING /verifiableCredential/0/type", "ISSUER_MISSING /verifiableCredential/0/issuer",
        "SUBJECT_MISSING /verifiableCredential/0/credentialSubject", "PRESENTED_NOT_SECURED /verifiableCredential/0"),
    HostileCase(
        #"{"verifiableCredential": [{"@context": \#(v2), "type": "EnvelopedVerifiableCredential", "#
            + #""id": "eyJ.eyJ.AA"}]}"#,
        "ENVELOPE_NOT_DATA_URL /verifiableCredential/0/id"),
    HostileCase(
        #"{"verifiableCredential": [{"@context": \#(v2), "type": "VerifiablePresentation"}]}"#,
        "TYPE_CONFLICT /verifiableCredential/0/type", "TYPE_BASE_MISSING /verifiableCredential/0/type",
        "ISSUER_MISSING /verifiableCredential/0/issuer", "SUBJECT_MISSING /verifiableCredential/0/credentialSubject",
        "PRESENTED_NOT_SECURED /verifiableCredential/0"),
    HostileCase(#"{"termsOfUse": {}}"#, "TYPE_MISSING /termsOfUse/type"),
    HostileCase(#"{"proof": [1]}"#, "VALUE_NOT_OBJECT /proof/0"),
]

let hostileEnvelopes = [
    HostileCase(#"{"-@context": 0}"#, "CONTEXT_MISSING /@context"),
    HostileCase(#"{"@context": []}"#, "CONTEXT_BASE_NOT_FIRST /@context"),
    HostileCase(#"{"@context": \#(examples)}"#, "CONTEXT_BASE_NOT_FIRST /@context"),
    HostileCase(#"{"-type": 0}"#, "TYPE_MISSING /type"),
    HostileCase(#"{"type": "VerifiablePresentation"}"#, "TYPE_CONFLICT /type", "TYPE_BASE_MISSING /type"),
    HostileCase(#"{"type": ["EnvelopedVerifiablePresentation", "Other"]}"#, "TYPE_CONFLICT /type/1"),
    HostileCase(#"{"-id": 0}"#, "IDENTIFIER_MISSING /id"),
    HostileCase(#"{"id": null}"#, "ENVELOPE_NOT_DATA_URL /id"),
    HostileCase(#"{"id": "https://a.b/vp"}"#, "ENVELOPE_NOT_DATA_URL /id"),
    HostileCase(#"{"id": "data:application/vp+jwt"}"#, "ENVELOPE_NOT_DATA_URL /id"),
    HostileCase(#"{"id": "data:application/vp+jwt,"}"#, "ENVELOPE_NOT_DATA_URL /id"),
    HostileCase(#"{"id": "data:application/vp+jwt,a b"}"#, "ENVELOPE_NOT_DATA_URL /id"),
    HostileCase(#"{"id": "data:application/vp+jwt;base64url,eyJh"}"#),
    HostileCase(#"{"id": "data:,a"}"#),
]
