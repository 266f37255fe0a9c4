import CredentialIssuer
import Credentials

extension IssuerProfile {
    /// Whether specifications may leave quality assurance to the institution.
    var statesQualityAssurance: Bool {
        let nowhere = WrittenPlaces.Source(start: places.start)
        var record = MicroCredentialRecord(
            issuer: IssuerIdentity(), achievement: AchievementRecord(),
            places: WrittenPlaces(specification: nowhere, issuer: nowhere))
        complete(&record)
        return !record.achievement.qualityAssurance.isEmpty
    }
}
