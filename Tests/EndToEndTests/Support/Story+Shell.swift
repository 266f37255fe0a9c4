import TestSupport

extension Story {
    /// Runs lines of a shell in the folder, with the program as `testamur`.
    func shell(_ script: String, environment: [String: String] = [:]) throws -> Program.Outcome {
        try testamur.shell(script, environment: environment, in: folder)
    }
}

extension Program {
    /// Runs lines of a shell, in which this program is called by its name.
    func shell(_ script: String, environment: [String: String] = [:], in folder: String) throws -> Outcome {
        let place = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return try run(
            [], environment: environment, in: folder,
            under: ["/bin/bash", "-c", "PATH='\(place)':$PATH\n" + script])
    }
}
