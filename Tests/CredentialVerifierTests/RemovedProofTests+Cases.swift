import CredentialVerifier
import Credentials
import Encodings

extension RemovedProofTests {
    static let profileContexts: JSONValue = [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://example.org/ns/micro-credential/v1.json",
    ]
    static let extensions: JSONValue = [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ]
    static let address = "https://u.example/c/1"

    static let cases: [Case] = [
        Case("a plain badge", .valid) { $0.badge() },
        Case("words of the profile that have the names of others", .valid, learner: "Jan Peeters") { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["credentialSubject"]?["learnerFamilyName"] = "Peeters"
                badge["credentialSubject"]?["learnerGivenNames"] = "Jan"
                badge["credentialSubject"]?["achievement"]?["eqfLevel"] = "http://data.europa.eu/snb/eqf/7"
                badge["credentialSubject"]?["achievement"]?["learningOutcomes"] = [["outcomeText": "can weld"]]
            }
        },
        Case("an incomplete micro-credential", .invalid, "PROFILE_INCOMPLETE") { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["credentialSubject"]?["achievement"]?["achievementType"] = "MicroCredential"
                badge["credentialSubject"]?["achievement"]?["eqfLevel"] = "http://data.europa.eu/snb/eqf/7"
            }
        },
        Case("the context of the profile, and none of its words", .valid) { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["credentialSubject"]?["achievement"]?["achievementType"] = "MicroCredential"
            }
        },
        Case("a record with a badge of somebody else who names the learner", .undecided, "LINKED_DATA_AMBIGUOUS") {
            $0.record()
        },
        Case("a record that names the learner, and so does somebody else", .undecided, "LINKED_DATA_AMBIGUOUS") {
            make in
            make.record { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Peeters") }
        },
        Case("a creator of the achievement who is the learner", .valid) { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["creator"] = TestBadge.thing(
                    TestBadge.learner, "Profile", "Bob Builder")
            }
        },
        Case("evidence that is the learner", .valid) { make in
            make.badge { $0["evidence"] = .array([TestBadge.thing(TestBadge.learner, "Evidence", "Prof. Anna")]) }
        },
        Case("an unknown property that names the learner", .valid) { make in
            make.badge { badge in
                badge["@context"] = [
                    "https://www.w3.org/ns/credentials/v2",
                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", ["foo": "https://ex.org/foo"],
                ]
                badge["foo"] = TestBadge.thing(TestBadge.learner, "Profile", "Prof. Anna")
            }
        },
        Case("a badge of whoever awards it to itself", .valid) { make in
            make.badge { $0["credentialSubject"]?["id"] = .string(make.world.issuerID) }
        },
        Case("two names of the learner", .valid) { make in
            make.badge { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Real", "Anna Alias") }
        },
        Case("one name of the learner", .valid, learner: "Zoe Real") { make in
            make.badge { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Real") }
        },
        Case("an endorsement of the learner with a result", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: TestBadge.learner) { endorsement in
                        endorsement["credentialSubject"]?["type"] = ["EndorsementSubject", "AchievementSubject"]
                        endorsement["credentialSubject"]?["result"] = [["type": ["Result"], "value": "100"]]
                    }
                ])
            }
        },
        Case("an endorsement of the learner with a name", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: TestBadge.learner) { endorsement in
                        endorsement["credentialSubject"]?["type"] = ["EndorsementSubject", "AchievementSubject"]
                        endorsement["credentialSubject"]?["identifier"] = TestBadge.names("Prof. Dr. Anna")
                    }
                ])
            }
        },
        Case("two endorsements of one thing", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: TestBadge.id),
                    make.endorsement(of: TestBadge.id) { other in
                        other["id"] = "urn:uuid:bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
                        other["credentialSubject"]?["endorsementComment"] = "fine"
                    },
                ])
            }
        },
        Case("an expired badge that can be read in several ways", .invalid, "EXPIRED") { make in
            make.badge {
                $0["validUntil"] = "2026-02-01T00:00:00Z"
                $0["evidence"] = .array([TestBadge.thing(TestBadge.achievementID, "Evidence", "Other")])
            }
        },
        Case("an endorsement of the credential", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["endorsement"] = .array([make.endorsement(of: TestBadge.id)]) }
        },
        Case("an endorsement of the issuer", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["issuer"]?["endorsement"] = .array([make.endorsement(of: make.world.issuerID)]) }
        },
        Case("an endorsement of the issuer by another name", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: make.world.issuerID) { $0["credentialSubject"]?["name"] = "Uni-versity" }
                ])
            }
        },
        Case("a service to refresh it at its own address", .valid) { make in
            make.badge { badge in
                badge["@context"] = extensions
                badge["refreshService"] = ["id": .string(TestBadge.id), "type": "1EdTechCredentialRefresh"]
            }
        },
        Case("a status at its own address", .undecided, "STATUS_TYPE_UNKNOWN") { make in
            make.badge { badge in
                badge["@context"] = extensions
                badge["id"] = .string(address)
                badge["credentialStatus"] = ["id": .string(address), "type": "1EdTechRevocationList"]
            }
        },
        Case("evidence at its own address", .valid) { make in
            make.badge {
                $0["id"] = .string(address)
                $0["evidence"] = [["id": .string(address), "type": ["Evidence"], "narrative": "see"]]
            }
        },
        Case("evidence of another name at its own address", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["evidence"] = .array([TestBadge.thing(TestBadge.id, "Evidence", "ev")]) }
        },
        Case("a related achievement that is the credential", .valid) { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["related"] = .array([TestBadge.thing(TestBadge.id, "Related")])
            }
        },
        Case("a subject that is the credential", .valid) { make in
            make.badge { $0["credentialSubject"]?["id"] = .string(TestBadge.id) }
        },
        Case("criteria that are the credential", .valid) { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["criteria"]?["id"] = .string(TestBadge.id) }
        },
        Case("an achievement that is the credential", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["id"] = .string(TestBadge.id) }
        },
        Case("a source that is a copy of the issuer", .valid) { make in
            make.badge { badge in
                badge["issuer"]?["address"] = ["type": ["Address"], "addressLocality": "Gent"]
                let issuer = badge["issuer"]
                badge["credentialSubject"]?["source"] = issuer
            }
        },
        Case("a creator that is the issuer by another name", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["creator"] = TestBadge.thing(
                    make.world.issuerID, "Profile", "Uni, Faculty of Arts")
            }
        },
        Case("one picture with two captions", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { badge in
                badge["image"] = ["id": "https://i.example/x.png", "type": "Image", "caption": "a logo"]
                badge["issuer"]?["image"] = ["id": "https://i.example/x.png", "type": "Image", "caption": "Seal"]
            }
        },
        Case("two pieces of evidence with one identifier", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["evidence"] = .array(
                    ["Draft", "Final"].map { TestBadge.thing("https://e.example/1", "Evidence", $0) })
            }
        },
        Case("two related achievements with one identifier", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["related"] = [
                    ["id": "urn:uuid:nl", "type": ["Related"], "inLanguage": "nl"],
                    ["id": "urn:uuid:nl", "type": ["Related"], "inLanguage": "fr"],
                ]
            }
        },
        Case("a name in two languages", .valid) { make in
            make.badge {
                $0["name"] = [["@value": "A", "@language": "en"], ["@value": "B", "@language": "nl"]]
            }
        },
        Case("a record whose issuer has no type", .invalid, "BADGE_TYPE_MISSING") { make in
            make.record { $0["issuer"]?["type"] = nil }
        },
        Case("a record with an achievement without a name", .invalid, "BADGE_MEMBER_MISSING") { make in
            make.record { record in
                record = record.replacing("credentialSubject/achievement/0/name") { _ in nil }
            }
        },
        Case("a record with a badge without an achievement", .invalid, "BADGE_MEMBER_MISSING") { make in
            make.record { record in
                record = record.replacing(
                    "credentialSubject/verifiableCredential/0/credentialSubject/achievement"
                ) { _ in nil }
            }
        },
        Case("a record with a badge that names its contexts", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.record { record in
                record = record.replacing("credentialSubject/verifiableCredential/0/@context") { _ in TestBadge.contexts
                }
            }
        },
        Case("a record with two badges of one learner, of two roles", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.record { record in
                record = record.replacing("credentialSubject/verifiableCredential") { badges in
                    guard case .array(let elements)? = badges, var other = elements.first else { return badges }
                    other["id"] = "urn:uuid:88888888-8888-4888-8888-888888888888"
                    other["credentialSubject"]?["role"] = "tutor"
                    other["credentialSubject"]?["achievement"]?["id"] = "urn:uuid:99999999-9999-4999-8999-999999999999"
                    return .array([elements[0].replacing("credentialSubject/role") { _ in "student" }, other])
                }
            }
        },
        Case("a context in the document", .valid) { make in
            make.badge { badge in
                badge["@context"] = [
                    "https://www.w3.org/ns/credentials/v2",
                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", ["foo": "https://ex.org/foo"],
                ]
                badge["foo"] = "bar"
            }
        },
        Case("a member that is named by an address", .valid) { $0.badge { $0["https://ex.org/foo"] = "bar" } },
        Case("a number in quotation marks", .valid) { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["creditsAvailable"] = "6" }
        },
        Case("a value that is written out", .valid) { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["description"] = .array(["d"]) }
        },
    ]
}
