import Cryptography
import Glibc
import HardwareKeys
import TestSupport

/// A token in software, by SoftHSM: what a device does, without the device.
enum SoftToken {
    static let hint = "needs SoftHSM 2; bash Tests/run.sh installs it"
    static let label = "testamur test"
    private static let pin = "1234"

    /// The driver; `nil` where SoftHSM is not installed.
    private static let driver = [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so",
    ].first { Files.exists($0) }

    /// Whether the tests can run; under `CI=true` they run and fail where SoftHSM is missing.
    static var canRun: Bool { driver != nil || Vectors.environment("CI") == "true" }

    /// The one token of the tests, made when it is first asked for.
    static func token() throws -> HardwareToken {
        guard let driver else { throw Files.Failure(path: "libsofthsm2.so", reason: hint) }
        return try made.get().map { HardwareToken(driver: driver, label: $0) }
            ?? HardwareToken(driver: driver, label: "")
    }

    static func pin(_ text: String = pin) throws -> SecretBytes {
        var bytes = Array(text.utf8)
        return try SecretBytes(overwriting: &bytes)
    }

    /// A driver reads its configuration once for the whole process, so that there is one folder with tokens, for all tests.
    private static let made: Result<String?, any Error> = Result {
        var template = Array("\(Vectors.environment("TMPDIR") ?? "/tmp")/testamur-token-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw Files.Failure(path: "softhsm", reason: "no temporary folder")
        }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try Files.makeFolder(folder + "/tokens")
        let configuration = folder + "/softhsm2.conf"
        try Files.write(Array("directories.tokendir = \(folder)/tokens\nlog.level = ERROR\n".utf8), to: configuration)
        unsafe setenv("SOFTHSM2_CONF", configuration, 1)
        for name in [label, "twin", "twin"] {
            let outcome = try Subprocess.run(
                "/usr/bin/softhsm2-util",
                ["--init-token", "--free", "--label", name, "--pin", pin, "--so-pin", "567890"],
                environment: ["SOFTHSM2_CONF": configuration])
            guard outcome.exitCode == 0 else { throw Files.Failure(path: "softhsm2-util", reason: outcome.output) }
        }
        return label
    }
}
