/// Comparison with independent implementations, which are Python packages driven by the scripts in `Tests/CrossChecks`.
///
/// The packages of `Tests/CrossChecks/requirements.txt` live in an environment of their own, which `Tests/run.sh` makes
/// in `.build/cross-checks`; `TESTAMUR_PYTHON` names another interpreter. A test that compares is written so:
///
///     @Test(.enabled(if: CrossCheck.canRun(importing: "rfc8785"), CrossCheck.hint))
///     func agrees() throws {
///         let outcome = try CrossCheck.run(script: "canonical_json.py", arguments: ["check", folder])
///         #expect(outcome.exitCode == 0, "\(outcome.output)")
///     }
public enum CrossCheck {
    /// Why a test was skipped, and what to do about it.
    public static let hint =
        "needs Python with the packages of Tests/CrossChecks/requirements.txt; bash Tests/run.sh installs them"

    /// The Python interpreter that has the packages, or `nil` where none was set up.
    public static let interpreter: String? = {
        if let named = Vectors.environment("TESTAMUR_PYTHON") { return named }
        let installed = Vectors.repository + "/.build/cross-checks/bin/python3"
        return Files.exists(installed) ? installed : nil
    }()

    /// Whether a comparison that needs these Python modules can run.
    ///
    /// On a developer's machine it is skipped where they are missing; under `CI=true` it runs and fails, so that what is
    /// missing is never mistaken for agreement.
    public static func canRun(importing modules: String...) -> Bool {
        if Vectors.environment("CI") == "true" { return true }
        guard let interpreter else { return false }
        let imports = modules.map { "import \($0)" }.joined(separator: "\n")
        return (try? Subprocess.run(interpreter, ["-c", imports]))?.exitCode == 0
    }

    /// Runs a script of `Tests/CrossChecks` and waits for its end.
    public static func run(script: String, arguments: [String]) throws -> Subprocess.Outcome {
        guard let interpreter else { throw Files.Failure(path: script, reason: hint) }
        let path = Vectors.repository + "/Tests/CrossChecks/" + script
        guard Files.exists(path) else { throw Files.Failure(path: path, reason: "there is no such script") }
        return try Subprocess.run(interpreter, [path] + arguments)
    }
}
