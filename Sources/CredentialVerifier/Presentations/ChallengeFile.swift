import Encodings

/// The name of a file with a challenge: its digest, the second in which it ends, and whether it was used.
struct ChallengeFile {
    let stem: String
    let expires: Timestamp
    var isUsed: Bool

    init(stem: String, expires: Timestamp, isUsed: Bool) {
        self.stem = stem
        self.expires = expires
        self.isUsed = isUsed
    }

    /// Reads a name; `nil` for one that is of something else.
    init?(name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "open" || parts[2] == "used", parts[0].utf8.count == 43,
            let seconds = Int64(parts[1]), let expires = Timestamp(secondsSince1970: seconds)
        else { return nil }
        self.init(stem: String(parts[0]), expires: expires, isUsed: parts[2] == "used")
    }

    var name: String { "\(stem).\(expires.secondsSince1970).\(isUsed ? "used" : "open")" }
}
