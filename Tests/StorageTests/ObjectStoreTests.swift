import Glibc
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Object stores")
struct ObjectStoreTests {
    /// Which store a test runs on.
    enum Driver: CaseIterable { case folder, memory }

    private static func withStore(_ driver: Driver, _ body: (any ObjectStore) throws -> Void) throws {
        switch driver {
        case .memory: try body(MemoryObjects(objectLimit: 1_000))
        case .folder: try Files.withTemporaryFolder { try body(ObjectFolder($0, objectLimit: 1_000)) }
        }
    }

    private static func name(_ byte: UInt8) throws -> ObjectName {
        try ObjectName(digest: [UInt8](repeating: byte, count: 32))
    }

    @Test("an object is kept once, read, listed and removed", arguments: Driver.allCases)
    func lifecycle(_ driver: Driver) throws {
        try Self.withStore(driver) { store throws in
            let (one, two) = (try Self.name(1), try Self.name(0xFF))
            #expect(try store.get(one) == nil)
            #expect(try store.put(bytes("two"), as: two))
            #expect(try store.put([], as: one))
            #expect(try !store.put([], as: one))
            #expect(try store.get(one) == [])
            #expect(try store.get(two) == bytes("two"))
            #expect(try store.names() == [one, two])
            #expect(try store.remove(one))
            #expect(try !store.remove(one))
            #expect(try store.get(one) == nil)
            #expect(try store.names() == [two])
        }
    }

    @Test("other bytes under a name that is taken are refused, and change nothing", arguments: Driver.allCases)
    func conflict(_ driver: Driver) throws {
        try Self.withStore(driver) { store throws in
            let name = try Self.name(7)
            try store.put(bytes("mine"), as: name)
            expectError(.corrupt) { try store.put(bytes("yours"), as: name) }
            #expect(try store.get(name) == bytes("mine"))
        }
    }

    @Test("an object above the limit is not kept", arguments: Driver.allCases)
    func limit(_ driver: Driver) throws {
        try Self.withStore(driver) { store throws in
            try store.put([UInt8](repeating: 1, count: 1_000), as: Self.name(1))
            expectError(.tooLarge) { try store.put([UInt8](repeating: 1, count: 1_001), as: Self.name(2)) }
            #expect(try store.names() == [Self.name(1)])
        }
    }

    @Test("of many that keep the same object at once, one has it new", arguments: Driver.allCases)
    func race(_ driver: Driver) throws {
        try Self.withStore(driver) { store throws in
            let name = try Self.name(9)
            let new = Mutex(0)
            let workers = try (0..<8).map { _ in
                try Worker { if try store.put(bytes("same"), as: name) { new.withLock { $0 += 1 } } }
            }
            for worker in workers { try worker.finish() }
            #expect(new.withLock { $0 } == 1)
            #expect(try store.get(name) == bytes("same"))
        }
    }

    @Test(
        "only a lower-case digest is a name",
        arguments: [
            "", "..", "../../etc/passwd", "/etc/passwd", "a/b", "C:\\x", "nul\0", "urn:uuid:1", "abc",
            String(repeating: "a", count: 63), String(repeating: "a", count: 65), String(repeating: "A", count: 64),
            String(repeating: "g", count: 64), String(repeating: "é", count: 32), String(repeating: "0", count: 40),
            String(repeating: "a", count: 63) + "/", String(repeating: "a", count: 62) + "\u{FF10}",
            "." + String(repeating: "a", count: 63), String(repeating: "a", count: 63) + "\n",
            String(repeating: "../", count: 21) + "a", String(repeating: "a", count: 256),
        ])
    func names(_ text: String) {
        expectError(.invalidName) { _ = try ObjectName(hexadecimal: text) }
    }

    @Test("a digest of 256, 384 or 512 bits is a name, and no other", arguments: 0...65)
    func digests(_ count: Int) throws {
        let digest = [UInt8](repeating: 0x0F, count: count)
        if [32, 48, 64].contains(count) {
            let name = try ObjectName(digest: digest)
            #expect(name.hexadecimal == hexadecimal(digest))
            #expect(try ObjectName(hexadecimal: name.description) == name)
        } else {
            expectError(.invalidName) { _ = try ObjectName(digest: digest) }
        }
    }

    @Test("files are named by the digest alone, for their owner alone, and other files are not listed")
    func files() throws {
        try Files.withTemporaryFolder { folder throws in
            let objects = try ObjectFolder(folder)
            let name = try Self.name(0xAB)
            try objects.put([1], as: name)
            #expect(try Files.names(in: folder) == [String(repeating: "ab", count: 32)])
            #expect(try FileStatus.at(folder + "/" + name.hexadecimal)?.permissions == 0o600)
            for other in [".testamur-0123456789abcdef.tmp", "readme.txt", String(repeating: "AB", count: 32)] {
                try Files.write([2], to: folder + "/" + other)
            }
            #expect(try objects.names() == [name])
        }
    }

    @Test("what follows the digest in a file name is the same for all, and files without it are not listed")
    func nameSuffix() throws {
        try Files.withTemporaryFolder { folder throws in
            let objects = try ObjectFolder(folder, nameSuffix: ".json")
            let name = try Self.name(0xAB)
            try objects.put([1], as: name)
            let digits = String(repeating: "ab", count: 32)
            #expect(try Files.names(in: folder) == [digits + ".json"])
            for other in [digits, digits + ".JSON", digits + "json", digits + ".json.json", ".json"] {
                try Files.write([2], to: folder + "/" + other)
            }
            #expect(try objects.names() == [name])
            #expect(try objects.get(name) == [1])
            expectError(.corrupt) { try objects.put([2], as: name) }
            #expect(try objects.remove(name))
            #expect(try Files.exists(folder + "/" + digits) && objects.names() == [])
        }
    }

    @Test("a folder or a pipe with the name of an object is neither read nor waited for")
    func notFiles() throws {
        try Files.withTemporaryFolder { folder throws in
            let objects = try ObjectFolder(folder)
            let (one, two) = (try Self.name(1), try Self.name(2))
            #expect(unsafe mkdir(folder + "/" + one.hexadecimal, 0o700) == 0)
            #expect(unsafe mkfifo(folder + "/" + two.hexadecimal, 0o600) == 0)
            expectError(.notAFile) { _ = try objects.get(one) }
            expectError(.notAFile) { _ = try objects.get(two) }
            expectError(.notAFile) { try objects.put([1], as: two) }
            expectError(.notAFile) { try objects.remove(one) }
        }
    }

    @Test("a folder that is moved away under the store, with another in its place, is still the one written to")
    func movedFolder() throws {
        try Files.withTemporaryFolder { folder throws in
            #expect(unsafe mkdir(folder + "/store", 0o700) == 0)
            #expect(unsafe mkdir(folder + "/elsewhere", 0o700) == 0)
            let objects = try ObjectFolder(folder + "/store")
            #expect(unsafe rename(folder + "/store", folder + "/moved") == 0)
            #expect(unsafe symlink("elsewhere", folder + "/store") == 0)
            let name = try Self.name(3)
            try objects.put([1], as: name)
            #expect(try Files.names(in: folder + "/moved") == [name.hexadecimal])
            #expect(try Files.names(in: folder + "/elsewhere") == [])
            #expect(try objects.names() == [name])
        }
    }

    @Test("a store needs a folder that is there")
    func opening() throws {
        try Files.withTemporaryFolder { folder throws in
            try Files.write([], to: folder + "/file")
            expectError(.notFound) { _ = try ObjectFolder(folder + "/none") }
            expectError(.notAFolder) { _ = try ObjectFolder(folder + "/file") }
        }
    }
}
