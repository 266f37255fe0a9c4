/// A complete micro-credential of a fictitious university, which tests change and sign.
public enum ExampleCredential {
    /// The document as JSON, with an issuer that has no identifier yet, and without a proof.
    public static let text = """
        {
          "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://example.org/ns/micro-credential/v1.json"
          ],
          "id": "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c11",
          "type": ["VerifiableCredential", "OpenBadgeCredential"],
          "name": "Blended Learning Design for Adult Educators",
          "issuer": {
            "id": "", "type": ["Profile"], "name": "The name that the file claims",
            "address": {"type": ["Address"], "addressCountry": "Belgium", "addressCountryCode": "BE"},
            "issuerCountry": "http://publications.europa.eu/resource/authority/country/BEL"
          },
          "validFrom": "2026-06-30T10:00:00Z",
          "awardedDate": "2026-06-26T00:00:00Z",
          "credentialSubject": {
            "type": ["AchievementSubject"],
            "learnerFamilyName": "De Smet", "learnerGivenNames": "Anna", "learnerDateOfBirth": "1984-03-09",
            "creditsEarned": 6,
            "achievement": {
              "id": "https://catalogue.leiehove.example/mc/BLD-6/2025-2026",
              "type": ["Achievement"], "achievementType": "MicroCredential", "inLanguage": "en",
              "name": "Blended Learning Design for Adult Educators",
              "description": "Two course units for professionals in adult education.",
              "criteria": {"narrative": "Pass both components."},
              "profileVersion": "1.0",
              "learningOutcomes": [
                {"outcomeText": "Redesign an existing module as a blended module and justify the choices made."}
              ],
              "ectsCredits": "6", "workloadHours": "165",
              "levelStatus": "levelled", "eqfLevel": "http://data.europa.eu/snb/eqf/7",
              "nqfLevel": "http://data.europa.eu/snb/qdr/c_95fec238", "qfEheaCycle": "second",
              "assessmentTypes": ["http://data.europa.eu/snb/assessment/4f03b91c0e"],
              "participationModes": ["http://data.europa.eu/snb/learning-assessment/e92d221e4d"],
              "qualityAssurance": [
                {
                  "qaType": "http://data.europa.eu/snb/accreditation/bb4618238e", "qaScope": "institution",
                  "qaBody": "Accreditation body (fictitious)"
                }
              ]
            }
          }
        }
        """
}
