/// A path taken apart: the folder, and the name in it.
struct FileLocation {
    /// The path as it was given.
    let path: String

    /// The folder that holds the name, `.` where the path has only a name.
    let folder: String

    /// The last part of the path.
    let name: String

    /// Splits a path.
    ///
    /// - Throws: ``StorageError`` with code `invalidName`, or `notAFile` where the path can only lead to a folder.
    init(_ path: String) throws(StorageError) {
        try Self.checkPath(path)
        self.path = path
        let bytes = path.utf8
        if let slash = bytes.lastIndex(of: UInt8(ascii: "/")) {
            let before = String(path[..<slash])
            folder = before.isEmpty ? "/" : before
            name = String(path[bytes.index(after: slash)...])
        } else {
            folder = "."
            name = path
        }
        guard !name.isEmpty, name != ".", name != ".." else {
            throw .about(path, .notAFile, "expected the name of a file, found the name of a folder")
        }
    }

    /// Refuses a path that the system would read differently than it is written here.
    ///
    /// A NUL byte ends a path for the system, so that `a.json␀.txt` would open `a.json`.
    static func checkPath(_ path: String) throws(StorageError) {
        guard !path.isEmpty else { throw .about(path, .invalidName, "expected a path, found nothing") }
        guard !path.utf8.contains(0) else { throw .about(path, .invalidName, "a path cannot hold a NUL byte") }
    }

    /// Refuses a name that would lead out of its folder, or that is not one name.
    static func checkName(_ name: String) throws(StorageError) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(0), !name.utf8.contains(UInt8(ascii: "/"))
        else { throw .about(name, .invalidName, "expected one plain file name") }
    }
}
