import Encodings
import Testing

@testable import Credentials

private let subject = "credentialSubject"
private let achievement = "credentialSubject/achievement"

/// Values in another form than is asked for: brackets too many, numbers for texts, nothing at all.
private let changes: [Change] = [
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/requiredValue", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/requiredValue", ["10"])),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/requiredValue", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/requiredValue", 10)),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/requiredValue", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/requiredValue", .null)),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/requiredValue", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/requiredValue", "ten")),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/valueMax", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/valueMax", ["20"])),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0", variant: "noScale",
        Edit(subject + "/result/0/resultDescription", nil),
        Edit(achievement + "/resultDescription", ["no scale"])),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/allowedValue/1", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/allowedValue", ["15", 16])),
    Change(
        "MO3", at: "/credentialSubject/achievement/resultDescription/0/requiredValue", variant: "unreadable",
        Edit(achievement + "/resultDescription/0/allowedValue", ["14", "15"])),
    Change(
        "MO3", at: "/credentialSubject/result/0/value", variant: "unreadable",
        Edit(subject + "/result/0/value", ["15"])),
    Change(
        "MO3", at: "/credentialSubject/result/0/value", variant: "unreadable",
        Edit(subject + "/result/0/value", .null)),
    Change(
        "MO3", at: "/credentialSubject/result/0/status", variant: "status",
        Edit(subject + "/result/0/status", ["Completed"])),
    Change(
        "MO3", at: "/credentialSubject/result", variant: "status", Edit(subject + "/result", 15)),
    Change(
        "MO3", at: "/credentialSubject/result/0/resultDescription", variant: "noScale",
        Edit(subject + "/result/0/resultDescription", ["urn:uuid:0f8d2b0e-3f0c-4df5-8f2e-0a7a4d6f7a01"])),
    Change(
        "MC05", at: "/credentialSubject/activityEndDate", severity: .warning, variant: "courseUnreadable",
        Edit(subject + "/activityEndDate", ["2026-06-26T00:00:00Z"])),
    Change(
        "MO4", at: "/credentialSubject/achievement/stackability", variant: "unreadable",
        Edit(achievement + "/stackability", ["stackable"])),
    Change(
        "MC11b", at: "/credentialSubject/achievement/qualityAssurance/0/qaValidUntil", severity: .warning,
        variant: "unreadable", Edit(achievement + "/qualityAssurance/0/qaValidUntil", ["2026-06-25"])),
]

@Test(
    "takes a value that cannot be read for one that cannot be read, and never for one that is not there",
    arguments: changes)
private func findsUnreadableValues(_ change: Change) throws {
    let view = try Example.view(of: change.document)
    let report = MicroCredentialProfile.report(on: view)
    let finding = try #require(report.findings.first { $0.code == change.code && $0.severity == change.severity })
    #expect(finding.place == change.place)
    #expect(finding.variant == change.variant)
    #expect(!ProfileGlance.isClear(view.node))
}
