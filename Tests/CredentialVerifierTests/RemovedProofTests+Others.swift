import CredentialVerifier
import Credentials
import Encodings

// What others say, inside a credential, of the things that it is about.
extension RemovedProofTests {
    private static let level: JSONValue = "http://data.europa.eu/snb/eqf/7"
    private static let place: JSONValue = ["type": ["Address"], "addressCountryCode": "BE", "addressLocality": "Gent"]
    private static let framework: JSONValue = [
        [
            "type": ["Alignment"], "targetName": "EQF level 6", "targetUrl": "http://data.europa.eu/snb/eqf/6",
            "targetType": "ext:EQFLevel",
        ]
    ]

    /// A badge with an endorsement that says something of its own about a thing.
    private static func endorsed(
        _ make: TestBadge, _ id: String, _ type: String, _ member: String, _ value: JSONValue,
        _ change: (inout JSONValue) -> Void = { _ in }
    ) -> JSONValue {
        make.badge { badge in
            badge["@context"] = profileContexts
            badge["endorsement"] = .array([
                make.endorsement(of: id) { endorsement in
                    endorsement["credentialSubject"]?["type"] = .array(["EndorsementSubject", .string(type)])
                    endorsement["credentialSubject"]?[member] = value
                }
            ])
            change(&badge)
        }
    }

    /// A badge without one of its members, with an endorser whose subject is the whole badge.
    private static func copied(_ make: TestBadge, _ member: String, instead: JSONValue? = nil) -> JSONValue {
        let whole = make.badge()
        var badge = whole.replacing(member) { _ in instead }
        badge["endorsement"] = .array([
            make.endorsement(of: TestBadge.id) { endorsement in
                endorsement["credentialSubject"] = whole
                endorsement["credentialSubject"]?["@context"] = nil
                endorsement["credentialSubject"]?["type"] = [
                    "EndorsementSubject", "VerifiableCredential", "OpenBadgeCredential",
                ]
            }
        ])
        return badge
    }

    /// A record with two badges for one achievement.
    private static func repeating(_ make: TestBadge, _ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        make.record { record in
            record = record.replacing("credentialSubject/verifiableCredential") { badges in
                guard case .array(let elements)? = badges, var first = elements.first else { return badges }
                change(&first)
                var other = first
                other["id"] = "urn:uuid:88888888-8888-4888-8888-888888888888"
                return .array([first, other])
            }
        }
    }

    static let wordsOfOthers: [Case] = [
        Case("an endorsement of the achievement", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["endorsement"] = .array([make.endorsement(of: TestBadge.achievementID)]) }
        },
        Case("an endorsement of something else", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["endorsement"] = .array([make.endorsement(of: "https://x.example/other")]) }
        },
        Case("an endorsement by the institution itself", .valid) { make in
            make.badge { badge in
                badge["endorsement"] = .array([
                    make.endorsement(of: TestBadge.achievementID) { $0["issuer"] = make.issuer }
                ])
            }
        },
        Case("a copy of the badge in the words of an endorser, who has criteria", .invalid, "BADGE_MEMBER_MISSING") {
            copied($0, "credentialSubject/achievement/criteria")
        },
        Case("a copy of the badge in the words of an endorser, who has a date", .invalid, "BADGE_MEMBER_MISSING") {
            copied($0, "validFrom")
        },
        Case("a copy of the badge in the words of an endorser, who names the type", .invalid) { make in
            copied(make, "type", instead: ["VerifiableCredential"])
        },
        Case("a picture of the badge with the caption of an endorser", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, "https://i.example/1", "Image", "caption", "Doctor") {
                $0["image"] = ["id": "https://i.example/1", "type": "Image"]
            }
        },
        Case("a name of the learner in the words of an endorser", .invalid, "BADGE_MEMBER_MISSING") { make in
            endorsed(make, "https://n.example/1", "IdentityObject", "identityHash", "Ivo Impostor") {
                $0["credentialSubject"]?["identifier"] = [
                    [
                        "id": "https://n.example/1", "type": "IdentityObject", "hashed": false, "identityType": "name",
                    ]
                ]
            }
        },
        Case("a level of the achievement in the words of an endorser", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, TestBadge.achievementID, "Achievement", "eqfLevel", level)
        },
        Case("an endorser who aligns the achievement with a level", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, TestBadge.achievementID, "Achievement", "alignment", framework)
        },
        Case("a code of the achievement in the words of somebody in the evidence", .undecided, "LINKED_DATA_AMBIGUOUS")
        { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["evidence"] = [
                    [
                        "@context": [
                            "issuer": ["@id": "https://www.w3.org/2018/credentials#issuer", "@type": "@id"],
                            "about": ["@id": "https://www.w3.org/2018/credentials#credentialSubject", "@type": "@id"],
                        ], "id": "urn:uuid:99999999-9999-4999-8999-999999999999", "type": ["Evidence"],
                        "issuer": "did:example:mill",
                        "about": [
                            "id": .string(TestBadge.achievementID), "type": ["Achievement"], "humanCode": "X1",
                        ],
                    ]
                ]
            }
        },
        Case("a level of the achievement beside an endorsement of something else", .undecided, "LINKED_DATA_AMBIGUOUS")
        {
            make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["endorsement"] = .array([
                    make.endorsement(of: "https://x.example/other") { endorsement in
                        endorsement["@included"] = [
                            ["id": .string(TestBadge.achievementID), "type": ["Achievement"], "eqfLevel": level]
                        ]
                    }
                ])
            }
        },
        Case("an endorser who calls the achievement a credential", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, TestBadge.achievementID, "Achievement", "eqfLevel", level) { badge in
                badge = badge.replacing("endorsement/0/credentialSubject/type") { _ in
                    ["EndorsementSubject", "Achievement", "VerifiableCredential"]
                }
            }
        },
        Case("an endorser who says more of the achievement", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, TestBadge.achievementID, "Achievement", "humanCode", "X1")
        },
        Case("criteria in the words of an endorser alone", .invalid, "BADGE_MEMBER_MISSING") { make in
            endorsed(make, TestBadge.achievementID, "Achievement", "criteria", ["narrative": "n"]) {
                $0["credentialSubject"]?["achievement"]?["criteria"] = nil
            }
        },
        Case("a micro-credential that an endorser completes in part", .invalid, "PROFILE_INCOMPLETE") { make in
            endorsed(
                make, TestBadge.achievementID, "Achievement", "learningOutcomes", [["outcomeText": "can weld"]]
            ) { badge in
                badge["credentialSubject"]?["achievement"]?["achievementType"] = "MicroCredential"
                badge["credentialSubject"]?["achievement"]?["eqfLevel"] = level
            }
        },
        Case("a name of an issuer that gives none", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, make.world.issuerID, "Profile", "name", "Harvard University") {
                $0["issuer"] = .string(make.world.issuerID)
            }
        },
        Case("an address of the issuer in the words of an endorser", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, make.world.issuerID, "Profile", "address", place)
        },
        Case("an endorser whose parent is the issuer, with an address", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { badge in
                let parent = TestBadge.thing(make.world.issuerID, "Profile", "Uni")
                badge["endorsement"] = .array([
                    make.endorsement(of: TestBadge.id) { endorsement in
                        endorsement["issuer"]?["parentOrg"] = parent
                        endorsement["issuer"]?["parentOrg"]?["address"] = place
                    }
                ])
            }
        },
        Case("a source that is the issuer, with an address", .valid) { make in
            make.badge { badge in
                badge["credentialSubject"]?["source"] = TestBadge.thing(make.world.issuerID, "Profile", "Uni")
                badge["credentialSubject"]?["source"]?["address"] = place
            }
        },
        Case("a date of birth in the words of an endorser", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            endorsed(make, TestBadge.learner, "AchievementSubject", "learnerDateOfBirth", "1999-09-09")
        },
        Case("a record that is called a badge as well", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.record { $0["type"] = ["VerifiableCredential", "OpenBadgeCredential", "ClrCredential"] }
        },
        Case("a record with two badges for one achievement", .undecided, "LINKED_DATA_AMBIGUOUS") { repeating($0) },
        Case(
            "a record with two badges for one achievement of a creator with an address", .undecided,
            "LINKED_DATA_AMBIGUOUS"
        ) { make in
            repeating(make) { badge in
                badge["credentialSubject"]?["achievement"]?["creator"] = TestBadge.thing(
                    "did:example:creator", "Profile", "Creator")
                badge["credentialSubject"]?["achievement"]?["creator"]?["address"] = place
            }
        },
        Case("a record with one badge twice", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.record { record in
                record = record.replacing("credentialSubject/verifiableCredential") { badges in
                    guard case .array(let elements)? = badges else { return badges }
                    return .array(elements + elements)
                }
            }
        },
    ]

    /// The records with badges of somebody else, with the institution itself in the place of that one: there is nobody whose
    /// words could be taken for another's.
    static let ownRecords: [Case] = (cases + wordsOfOthers).filter {
        $0.name.hasPrefix("a record ") && $0.code == "LINKED_DATA_AMBIGUOUS"
    }.map { item in
        Case(item.name + ", all by the institution itself", .valid, learner: item.learner) { make in
            item.draft(make).replacing("credentialSubject/verifiableCredential") { badges in
                guard case .array(let elements)? = badges else { return badges }
                return .array(
                    elements.map { badge in
                        var badge = badge
                        badge["issuer"] = make.issuer
                        return badge
                    })
            }
        }
    }
}
