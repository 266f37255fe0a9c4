import TestSupport
import Testing

@Suite(
    "The words for a register on a server",
    .enabled(if: Vectors.environment("TESTAMUR_POSTGRESQL") != nil, "no PostgreSQL: bash Tests/run.sh starts one"))
struct ServerWordsTests {
    @Test("a password that is not accepted and a database that is not there are told as that, and never the password")
    func refusals() throws {
        let address = try #require(Vectors.environment("TESTAMUR_POSTGRESQL"))
        let start = try #require(address.firstIndex(of: "@"))
        let user = try #require(address[..<start].lastIndex(of: ":"))
        let place = String(address[start...])
        let end = try #require(place.lastIndex(of: "/"))
        try IssuerStage.play(withInstitution: false) { stage in
            for (other, english, dutch) in [
                (address[..<user] + ":s3cret" + place, "refuses access to the database", "weigert de toegang"),
                (address[..<start] + place[..<end] + "/nowhere", "there is no such database", "geen databank"),
            ] {
                for (language, words) in [("en", english), ("nl", dutch)] {
                    let outcome = try stage.run(
                        "issuer", "init", "leiehove", "--name", "Leiehove University", "--country", "BE",
                        "--passphrase-file", "passphrase", "--language", language,
                        environment: ["TESTAMUR_DATABASE": String(other)])
                    #expect(outcome.status != 0 && outcome.errors.contains(words), "\(outcome.errors)")
                    #expect(!outcome.errors.contains("s3cret") && !outcome.errors.contains("ls -l"))
                    #expect(!outcome.errors.contains("register.db") && !outcome.errors.contains(address[user..<start]))
                }
            }
        }
    }
}
