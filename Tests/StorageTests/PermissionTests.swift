import Glibc
import Storage
import TestSupport
import Testing

/// What a user without rights is told; the subject gives up the rights of `root` first.
@Suite("Without permission")
struct PermissionTests {
    @Test(
        "each kind of work says so, and changes nothing",
        arguments: [
            ("deny-read", "closed", "cannot be read: permission denied"),
            ("deny-replace", "open", "cannot be created: permission denied"),
            ("deny-create", "new", "cannot be created: permission denied"),
            ("deny-remove", "open", "cannot be removed: permission denied"),
            ("deny-list", "folder", "cannot be opened as a folder: permission denied"),
            ("deny-lock", "", "cannot be locked: permission denied"),
            ("deny-folder", "new", "cannot be created: permission denied"),
            ("deny-log", "closed", "cannot be opened: permission denied"),
            ("deny-replace", "folder/x", "cannot be opened as a folder: permission denied"),
        ])
    func denied(_ work: String, _ name: String, _ words: String) throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([1], to: folder + "/closed")
            try Files.write([1], to: folder + "/open")
            #expect(unsafe mkdir(folder + "/folder", 0o000) == 0)
            #expect(unsafe chmod(folder + "/closed", 0o000) == 0)
            #expect(unsafe chmod(folder, 0o555) == 0)
            defer {
                _ = unsafe chmod(folder + "/folder", 0o700)
                _ = unsafe chmod(folder, 0o700)
            }
            let lines = try Subject(work, name.isEmpty ? folder : folder + "/" + name).finish()
            #expect(lines.count == 1)
            #expect(lines.first?.hasPrefix("error notPermitted ") == true, "\(lines)")
            #expect(lines.first?.hasSuffix(words) == true, "\(lines)")
            #expect(try Files.names(in: folder).sorted() == ["closed", "folder", "open"])
        }
    }
}
