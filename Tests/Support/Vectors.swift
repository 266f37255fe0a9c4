import Glibc

/// The published conformance vectors, read in place.
///
/// They are not part of this repository. The environment variable `TESTAMUR_VECTORS` names their folder;
/// without it the folder `../shared/vectors` beside the checkout is used.
public enum Vectors {
    /// The folder that holds one folder for each suite, or `nil` when it is not on this machine.
    public static let folder: String? = {
        let named = environment("TESTAMUR_VECTORS") ?? repository + "/../shared/vectors"
        guard Files.exists(named) else { return nil }
        return named
    }()

    /// The top of this repository, found from the place of this file.
    public static let repository: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// Whether tests that need the vectors can run.
    ///
    /// On a developer's machine they are skipped without the vectors; under `CI=true` they run and fail, so that a
    /// missing folder is never mistaken for success.
    public static var areAvailable: Bool { folder != nil || environment("CI") == "true" }

    /// Reads one file, for example `jcs/input/arrays.json`.
    public static func bytes(_ path: String) throws -> [UInt8] {
        guard let folder else { throw Files.Failure(path: "TESTAMUR_VECTORS", reason: "the vectors folder is missing") }
        return try Files.read(folder + "/" + path)
    }

    /// Reads one file as text.
    public static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// The size of every file, as the collection's own list gives it.
    private static let listedSizes: [Substring: Int] = {
        var sizes: [Substring: Int] = [:]
        for line in ((try? text("MANIFEST.tsv")) ?? "").split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            if fields.count == 3 { sizes[fields[0]] = Int(fields[1]) }
        }
        return sizes
    }()

    /// Whether a file has the size that the collection's list `MANIFEST.tsv` gives it.
    ///
    /// A file that has not is no longer what was published, and proves nothing.
    public static func isAsListed(_ path: String) throws -> Bool {
        try bytes(path).count == listedSizes[Substring(path)]
    }

    /// Lists the file names in one folder of the vectors, sorted.
    public static func names(in path: String) throws -> [String] {
        guard let folder else { throw Files.Failure(path: "TESTAMUR_VECTORS", reason: "the vectors folder is missing") }
        return try Files.names(in: folder + "/" + path)
    }

    /// A variable of the environment.
    public static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
