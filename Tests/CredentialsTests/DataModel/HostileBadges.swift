/// An Open Badge with one thing wrong: the types of the document, what is beside them, and the subject.
private func badge(_ subject: String, _ rest: String = "", type: String = "OpenBadgeCredential") -> String {
    #"{"@context": ["https://www.w3.org/ns/credentials/v2", "https://a.example/badges"], "#
        + #""type": ["VerifiableCredential", "\#(type)"], "issuer": {"id": "did:example:a", "type": ["Profile"]}, "#
        + #""evidence": [{"type": "Evidence"}], "credentialSubject": \#(subject)\#(rest)}"#
}

private func achievement(_ members: String, type: String = "Achievement", subject: String = "") -> String {
    #"{"type": "AchievementSubject"\#(subject), "achievement": {"type": ["\#(type)"]\#(members)}}"#
}

private let wholeAchievement = #", "id": "urn:a", "name": "n", "description": "d", "criteria": {"narrative": "c"}"#

/// Each rule of Open Badges, broken once.
let badgeCases: [HostileCase] = [
    HostileCase(badge(achievement(wholeAchievement))),
    HostileCase(
        badge(#"{"type": "AchievementSubject"}"#), "BADGE_MEMBER_MISSING /credentialSubject/achievement"),
    HostileCase(
        badge(#"{"type": "AchievementSubject"}"#, type: "AchievementCredential"),
        "BADGE_MEMBER_MISSING /credentialSubject/achievement"),
    HostileCase(
        badge(#"{"achievement": {"type": "Achievement"\#(wholeAchievement)}}"#),
        "BADGE_TYPE_MISSING /credentialSubject/type"),
    HostileCase(
        badge(achievement(wholeAchievement, type: "Course")), "BADGE_TYPE_MISSING /credentialSubject/achievement/type"),
    HostileCase(
        badge(achievement("")), "BADGE_MEMBER_MISSING /credentialSubject/achievement/id",
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/name",
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/description",
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/criteria"),
    HostileCase(
        badge(achievement(#", "id": "urn:a", "name": "n", "description": "d", "criteria": "c""#)),
        "VALUE_NOT_OBJECT /credentialSubject/achievement/criteria"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "image": {"id": "https://a.example/i"}"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/image/type"),
    HostileCase(badge(achievement(wholeAchievement + #", "image": "https://a.example/i""#))),
    HostileCase(
        badge(achievement(wholeAchievement + #", "creator": {"type": "Person"}"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/creator/type"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "resultDescription": [{"type": "Result"}]"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/resultDescription/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "related": [{"type": "Achievement"}]"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/related/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "otherIdentifier": ["x"]"#)),
        "VALUE_NOT_OBJECT /credentialSubject/achievement/otherIdentifier/0"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "alignment": {"type": "Alignment", "targetName": "n"}"#)),
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/alignment/targetUrl"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "identifier": {"type": "Identifier"}"#)),
        "BADGE_TYPE_MISSING /credentialSubject/identifier/type"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "source": {"type": "Source"}"#)),
        "BADGE_TYPE_MISSING /credentialSubject/source/type"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "result": [{"type": ["Result"], "alignment": [{}]}]"#)),
        "BADGE_TYPE_MISSING /credentialSubject/result/0/alignment/0/type",
        "BADGE_MEMBER_MISSING /credentialSubject/result/0/alignment/0/targetName",
        "BADGE_MEMBER_MISSING /credentialSubject/result/0/alignment/0/targetUrl"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "result": [{"type": ["Mark"]}]"#)),
        "BADGE_TYPE_MISSING /credentialSubject/result/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(#""type": "Evidence""#, with: #""type": "Essay""#),
        "BADGE_TYPE_MISSING /evidence/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(#""Profile""#, with: #""Person""#),
        "BADGE_TYPE_MISSING /issuer/type"),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(
            #"["Profile"]"#,
            with: #""Profile", "address": {}, "otherIdentifier": {"type": "X"}, "parentOrg": {"type": "Y"}"#),
        "BADGE_TYPE_MISSING /issuer/otherIdentifier/type", "BADGE_TYPE_MISSING /issuer/address/type",
        "BADGE_TYPE_MISSING /issuer/parentOrg/type"),
    HostileCase(
        badge(achievement(wholeAchievement), #", "endorsement": [{"type": "VerifiableCredential"}]"#),
        "BADGE_TYPE_MISSING /endorsement/0/type", "BADGE_MEMBER_MISSING /endorsement/0/issuer"),
    HostileCase(
        badge(
            achievement(
                wholeAchievement
                    + #", "endorsement": {"type": "EndorsementCredential", "issuer": "did:a:b", "credentialSubject": {}}"#
            )), "BADGE_TYPE_MISSING /credentialSubject/achievement/endorsement/credentialSubject/type"),
    HostileCase(
        badge(#"{"id": "did:example:b"}"#, type: "EndorsementCredential"),
        "BADGE_TYPE_MISSING /credentialSubject/type"),
]
