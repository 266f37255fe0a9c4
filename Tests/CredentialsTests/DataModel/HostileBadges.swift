/// An Open Badge with one thing wrong: the types of the document, what is beside them, and the subject.
private func badge(_ subject: String, _ rest: String = "", type: String = "OpenBadgeCredential") -> String {
    #"{"@context": ["https://www.w3.org/ns/credentials/v2", "https://a.example/badges"], "#
        + #""id": "urn:b", "validFrom": "2026-01-01T00:00:00Z", "#
        + #""type": ["VerifiableCredential", "\#(type)"], "issuer": {"id": "did:example:a", "type": ["Profile"]}, "#
        + #""evidence": [{"type": "Evidence"}], "credentialSubject": \#(subject)\#(rest)}"#
}

private func achievement(_ members: String, type: String = "Achievement", subject: String = "") -> String {
    #"{"id": "did:example:b", "type": "AchievementSubject"\#(subject), "achievement": {"type": ["\#(type)"]\#(members)}}"#
}

private let wholeAchievement = #", "id": "urn:a", "name": "n", "description": "d", "criteria": {"narrative": "c"}"#

/// Each rule of Open Badges, broken once.
let badgeCases: [HostileCase] = [
    HostileCase(badge(achievement(wholeAchievement))),
    HostileCase(
        badge(#"{"id": "did:example:b", "type": "AchievementSubject"}"#),
        "BADGE_MEMBER_MISSING /credentialSubject/achievement"),
    HostileCase(
        badge(#"{"id": "did:example:b", "type": "AchievementSubject"}"#, type: "AchievementCredential"),
        "BADGE_MEMBER_MISSING /credentialSubject/achievement"),
    HostileCase(
        badge(#"{"id": "did:example:b", "achievement": {"type": "Achievement"\#(wholeAchievement)}}"#),
        "BADGE_TYPE_MISSING /credentialSubject/type"),
    HostileCase(
        badge(achievement(wholeAchievement, type: "Course")), "BADGE_TYPE_MISSING /credentialSubject/achievement/type"),
    HostileCase(
        badge(achievement("")), "BADGE_MEMBER_MISSING /credentialSubject/achievement/id",
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/criteria",
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/description",
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/name"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "version": 5, "endorsementJwt": ["not a jwt"]"#)),
        "BADGE_NOT_TEXT /credentialSubject/achievement/version",
        "BADGE_NOT_TOKEN /credentialSubject/achievement/endorsementJwt/0"),
    HostileCase(
        badge(
            achievement(
                wholeAchievement
                    + #", "resultDescription": [{"id": "urn:r", "type": "ResultDescription", "name": "n", "#
                    + #""resultType": "Mark"}]"#)),
        "BADGE_WORD_UNKNOWN /credentialSubject/achievement/resultDescription/0/resultType"),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(
            #"["Profile"]"#,
            with: #""Profile", "email": "nope", "dateOfBirth": "x", "address": {"type": "Address", "#
                + #""addressCountryCode": "Belgium"}"#),
        "BADGE_NOT_EMAIL /issuer/email", "BADGE_NOT_DATE /issuer/dateOfBirth",
        "BADGE_NOT_COUNTRY /issuer/address/addressCountryCode"),
    HostileCase(
        badge(achievement(#", "id": "urn:a", "name": "n", "description": "d", "criteria": "c""#)),
        "VALUE_NOT_OBJECT /credentialSubject/achievement/criteria"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "image": {"id": "https://a.example/i"}"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/image/type"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "image": "https://a.example/i""#)),
        "VALUE_NOT_OBJECT /credentialSubject/achievement/image"),
    HostileCase(
        badge(achievement(wholeAchievement), #", "image": {"type": ["Image"], "id": "data:image/png;base64,AA=="}"#)),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(
            #"["Profile"]"#, with: #""Profile", "image": "https://a.example/i""#),
        "BADGE_PICTURE_BARE /issuer/image"),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(#""id": "did:example:b", "#, with: ""),
        "BADGE_SUBJECT_UNNAMED /credentialSubject"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "identifier": []"#))
            .replacing(#""id": "did:example:b", "#, with: ""), "BADGE_SUBJECT_UNNAMED /credentialSubject"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "achievementType": "Program""#)),
        "BADGE_KIND_UNKNOWN /credentialSubject/achievement/achievementType"),
    HostileCase(badge(achievement(wholeAchievement + #", "achievementType": "ext:Program""#))),
    HostileCase(
        badge(achievement(wholeAchievement + #", "achievementType": ["MicroCredential"], "creditsAvailable": "6""#)),
        "BADGE_VALUE_REPEATED /credentialSubject/achievement/achievementType",
        "BADGE_NOT_NUMBER /credentialSubject/achievement/creditsAvailable"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "activityStartDate": "2026-01-05""#)),
        "BADGE_TIME_INCOMPLETE /credentialSubject/activityStartDate"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "activityStartDate": "2026-01-05T10:00:00""#)),
        "BADGE_TIME_INCOMPLETE /credentialSubject/activityStartDate"),
    HostileCase(
        badge(achievement(wholeAchievement)).replacing(
            #""id": "urn:b", "validFrom": "2026-01-01T00:00:00Z", "#, with: #""-id": 0, "-validFrom": 0, "#),
        "BADGE_MEMBER_MISSING /id", "BADGE_MEMBER_MISSING /validFrom"),
    HostileCase(
        badge(achievement(wholeAchievement), #", "name": {"@value": "n", "@language": "nl"}, "awardedDate": "today""#),
        "BADGE_NOT_TIME /awardedDate"),
    HostileCase(
        badge("[" + achievement(wholeAchievement) + "]"), "BADGE_VALUE_REPEATED /credentialSubject"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "creator": {"id": "urn:c", "type": "Person"}"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/creator/type"),
    HostileCase(
        badge(
            achievement(
                wholeAchievement
                    + #", "resultDescription": [{"id": "urn:r", "name": "n", "resultType": "Percent", "type": "Result"}]"#
            )),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/resultDescription/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "related": [{"id": "urn:r", "type": "Achievement"}]"#)),
        "BADGE_TYPE_MISSING /credentialSubject/achievement/related/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "otherIdentifier": ["x"]"#)),
        "VALUE_NOT_OBJECT /credentialSubject/achievement/otherIdentifier/0"),
    HostileCase(
        badge(achievement(wholeAchievement + #", "alignment": [{"type": "Alignment", "targetName": "n"}]"#)),
        "BADGE_MEMBER_MISSING /credentialSubject/achievement/alignment/0/targetUrl"),
    HostileCase(
        badge(
            achievement(
                wholeAchievement,
                subject:
                    #", "identifier": [{"type": "Identifier", "hashed": false, "identityHash": "x", "identityType": "name"}]"#
            )),
        "BADGE_TYPE_MISSING /credentialSubject/identifier/0/type"),
    HostileCase(
        badge(achievement(wholeAchievement, subject: #", "source": {"id": "urn:s", "type": "Source"}"#)),
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
        "BADGE_TYPE_MISSING /issuer/address/type", "BADGE_VALUE_ALONE /issuer/otherIdentifier",
        "BADGE_TYPE_MISSING /issuer/otherIdentifier/type", "BADGE_MEMBER_MISSING /issuer/otherIdentifier/identifier",
        "BADGE_MEMBER_MISSING /issuer/otherIdentifier/identifierType", "BADGE_TYPE_MISSING /issuer/parentOrg/type",
        "BADGE_MEMBER_MISSING /issuer/parentOrg/id"),
    HostileCase(
        badge(achievement(wholeAchievement), #", "endorsement": [{"type": "VerifiableCredential"}]"#),
        "BADGE_TYPE_MISSING /endorsement/0/type", "BADGE_MEMBER_MISSING /endorsement/0/id",
        "BADGE_MEMBER_MISSING /endorsement/0/issuer", "BADGE_MEMBER_MISSING /endorsement/0/validFrom",
        "BADGE_MEMBER_MISSING /endorsement/0/credentialSubject"),
    HostileCase(
        badge(
            achievement(
                wholeAchievement
                    + #", "endorsement": [{"id": "urn:e", "type": "EndorsementCredential", "issuer": "did:a:b", "#
                    + #""validFrom": "2026-01-01T00:00:00Z", "credentialSubject": {"id": "urn:a"}}]"#
            )), "BADGE_TYPE_MISSING /credentialSubject/achievement/endorsement/0/credentialSubject/type"),
    HostileCase(
        badge(#"{"id": "did:example:b"}"#, type: "EndorsementCredential"),
        "BADGE_TYPE_MISSING /credentialSubject/type"),
    HostileCase(
        badge(
            #"{"type": "ClrSubject", "verifiableCredential": [{"type": ["VerifiableCredential", "OpenBadgeCredential"]}]}"#,
            #", "name": "Record", "partial": "no""#, type: "ClrCredential"),
        "BADGE_MEMBER_MISSING /credentialSubject/verifiableCredential/0/id",
        "BADGE_MEMBER_MISSING /credentialSubject/verifiableCredential/0/issuer",
        "BADGE_MEMBER_MISSING /credentialSubject/verifiableCredential/0/validFrom",
        "BADGE_MEMBER_MISSING /credentialSubject/verifiableCredential/0/credentialSubject",
        "BADGE_NOT_BOOLEAN /partial"),
    HostileCase(
        badge(
            #"{"type": "ClrSubject", "verifiableCredential": [], "association": [{"type": "Association", "#
                + #""associationType": "ext:isLike", "sourceId": "x", "targetId": "urn:t"}]}"#,
            #", "name": "Record""#, type: "ClrCredential"),
        "VALUE_EMPTY /credentialSubject/verifiableCredential",
        "BADGE_WORD_OTHER /credentialSubject/association/0/associationType",
        "BADGE_NOT_URL /credentialSubject/association/0/sourceId"),
]
