import Glibc
import Storage
import TestSupport
import Testing

@Suite("Logs")
struct AppendOnlyLogTests {
    private static let records = ["{\"n\":1}", "", "{\"name\":\"Zoë\"}"].map(bytes)

    /// The file of these three records; the checksums were computed with another implementation.
    private static let file = bytes(
        "testamur log 1\nd53bd354 {\"n\":1}\naff50d76 \ncfc9b3a7 {\"name\":\"Zoë\"}\n")

    /// Writes a log with these records and gives its path.
    private static func writeLog(_ records: [[UInt8]] = records, in folder: String) throws -> String {
        let path = folder + "/register.log"
        try AppendOnlyLog.create(at: path)
        try AppendOnlyLog.open(at: path).append(records)
        return path
    }

    /// The records of a log.
    private static func read(_ path: String) throws -> [[UInt8]] {
        var reader = try LogReader(path)
        var records: [[UInt8]] = []
        while let record = try reader.next() {
            records.append(record.bytes)
            #expect(record.number == records.count)
        }
        return records
    }

    @Test("records are read back as they were, and the file has the documented form")
    func form() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(in: folder)
            #expect(try Files.read(path) == Self.file)
            #expect(try Self.read(path) == Self.records)
            var read: [[UInt8]] = []
            let log = try AppendOnlyLog.open(at: path) { read.append($0.bytes) }
            #expect(read == Self.records)
            #expect(log.count == 3)
            #expect(log.recovery == nil)
            #expect(try FileStatus.at(path)?.permissions == 0o600)
        }
    }

    @Test("the checksum is the CRC-32C of RFC 3720, appendix B.4")
    func checksum() {
        let vectors: [([UInt8], UInt32)] = [
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA), ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
            ([UInt8](0..<32), 0x46DD_794E), ((0..<32).reversed(), 0x113F_DB5C), (bytes("123456789"), 0xE306_9283),
            ([], 0),
        ]
        for (input, expected) in vectors {
            var whole = CRC32C()
            whole.update(input)
            #expect(whole.value == expected)
            var start = CRC32C()
            start.update(input.prefix(5))
            var rest = CRC32C(continuing: start.value)
            rest.update(input.dropFirst(5))
            #expect(rest.value == expected)
        }
    }

    @Test("any bytes but a line feed come back, over many openings")
    func randomRecords() throws {
        try Files.withTemporaryFolder { folder throws in
            var numbers = SeededNumbers(seed: 4)
            let path = try Self.writeLog([], in: folder)
            var expected: [[UInt8]] = []
            for _ in 1...12 {
                let log = try AppendOnlyLog.open(at: path)
                for _ in 1...Int.random(in: 1...4, using: &numbers) {
                    let batch = (0..<Int.random(in: 0...5, using: &numbers)).map { _ in
                        (0..<Int.random(in: 0...300, using: &numbers)).map { _ in
                            let byte = UInt8.random(in: .min ... .max, using: &numbers)
                            return byte == 0x0A ? 0 : byte
                        }
                    }
                    try log.append(batch)
                    expected += batch
                }
                #expect(log.count == expected.count)
                #expect(try Self.read(path) == expected)
            }
        }
    }

    @Test("a last record torn at any byte is moved aside, and every other record stays")
    func tornAtEveryByte() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(in: folder)
            let whole = try Files.read(path)
            let lastLine = try #require(whole.dropLast().lastIndex(of: 0x0A)) + 1
            #expect(whole.count - lastLine == 25)
            for cut in lastLine + 1..<whole.count {
                try Files.write(Array(whole[..<cut]), to: path)
                var reader = try LogReader(path)
                while try reader.next() != nil {}
                #expect(reader.tornByteCount == cut - lastLine)

                let log = try AppendOnlyLog.open(at: path)
                let recovery = try #require(log.recovery)
                #expect(recovery.byteCount == cut - lastLine)
                #expect(recovery.recordsKept == 2)
                #expect(recovery.path == path + ".torn-1")
                #expect(try Files.read(recovery.path) == Array(whole[lastLine..<cut]))
                #expect(try Files.read(path) == Array(whole[..<lastLine]))
                try log.append(Self.records[2])
                #expect(try Files.read(path) == whole)
                Files.remove(recovery.path)
            }
        }
    }

    @Test("what was torn earlier is not overwritten by what is torn later")
    func tornTwice() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(in: folder)
            for (number, tail) in ["first", "second"].enumerated() {
                try Files.write(try Files.read(path) + bytes(tail), to: path)
                let log = try AppendOnlyLog.open(at: path)
                #expect(log.recovery?.path == "\(path).torn-\(number + 1)")
            }
            #expect(try Files.read(path + ".torn-1") == bytes("first"))
            #expect(try Files.read(path + ".torn-2") == bytes("second"))
        }
    }

    @Test("every single bit that flips is found, and nothing is cut off")
    func flippedBits() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(in: folder)
            let whole = try Files.read(path)
            for index in whole.indices {
                for bit in 0..<8 {
                    var damaged = whole
                    damaged[index] ^= 1 << UInt8(bit)
                    try Files.write(damaged, to: path)
                    expectError(.corrupt) { _ = try AppendOnlyLog.open(at: path) }
                    expectError(.corrupt) { _ = try Self.read(path) }
                    #expect(try Files.read(path) == damaged)
                }
            }
            #expect(try Files.names(in: folder) == ["register.log"])
        }
    }

    @Test("a record that is missing, doubled or moved is found, and named")
    func movedLines() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(["a", "b", "c", "d"].map(bytes), in: folder)
            let lines = try Files.read(path).split(separator: 0x0A).map { Array($0) + [0x0A] }
            for (order, bad) in [
                ([0, 2, 3, 4], 1), ([0, 1, 3, 4], 2), ([0, 1, 2, 2, 3, 4], 3), ([0, 1, 3, 2, 4], 2),
            ] {
                try Files.write(order.flatMap { lines[$0] }, to: path)
                let reason = expectError(.corrupt) { _ = try AppendOnlyLog.open(at: path) }
                #expect(
                    reason == "\(path): record \(bad) (line \(bad + 1)) is damaged, or lines before it are missing; "
                        + "the \(bad - 1) records before it are good")
            }
        }
    }

    @Test("damage is set aside when a person asks for it, with all that follows")
    func settingDamageAside() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(["a", "b", "c"].map(bytes), in: folder)
            #expect(try AppendOnlyLog.setAsideDamage(at: path) == nil)
            var damaged = try Files.read(path)
            let lastTwo = damaged.split(separator: 0x0A).suffix(2).reduce(0) { $0 + $1.count + 1 }
            damaged[damaged.count - lastTwo + 9] = 0x7A
            try Files.write(damaged, to: path)
            expectError(.corrupt) { _ = try AppendOnlyLog.open(at: path) }
            let recovery = try #require(try AppendOnlyLog.setAsideDamage(at: path))
            #expect(recovery == LogRecovery(path: path + ".torn-1", byteCount: lastTwo, recordsKept: 1))
            #expect(try Files.read(recovery.path) == Array(damaged.suffix(lastTwo)))
            let log = try AppendOnlyLog.open(at: path)
            try log.append(bytes("d"))
            #expect(try Self.read(path) == ["a", "d"].map(bytes))
        }
    }

    @Test("a file that is not a log is never cut")
    func otherFiles() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/file"
            let contents = [
                "", "\n", "a text without an end", "testamur log 1", "testamur log 2\n", "testamur log 1\r\n",
            ]
            for content in contents {
                try Files.write(bytes(content), to: path)
                expectError(.corrupt) { _ = try AppendOnlyLog.open(at: path) }
                expectError(.corrupt) { _ = try AppendOnlyLog.setAsideDamage(at: path) }
                expectError(.corrupt) { _ = try Self.read(path) }
                #expect(try Files.read(path) == bytes(content))
            }
            #expect(try Files.names(in: folder) == ["file"])
        }
    }

    @Test("a log that went missing is not begun anew, and one that exists not either")
    func missing() throws {
        try Files.withTemporaryFolder { folder throws in
            expectError(.notFound) { _ = try AppendOnlyLog.open(at: folder + "/none") }
            expectError(.notFound) { _ = try LogReader(folder + "/none") }
            #expect(try Files.names(in: folder) == [])
            let path = try Self.writeLog(in: folder)
            expectError(.alreadyExists) { try AppendOnlyLog.create(at: path) }
            #expect(try Self.read(path) == Self.records)
            expectError(.notAFile) { _ = try AppendOnlyLog.open(at: folder) }
        }
    }

    @Test("a record with a line feed or above the limit is refused, with the whole batch")
    func refusedRecords() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog([], in: folder)
            let log = try AppendOnlyLog.open(at: path, recordLimit: 10)
            expectError(.invalidRecord) { try log.append([bytes("good"), bytes("a\nb")]) }
            expectError(.invalidRecord) { try log.append(bytes("\n")) }
            expectError(.tooLarge) { try log.append([bytes("good"), bytes("12345678901")]) }
            #expect(log.count == 0)
            try log.append(bytes("1234567890"))
            #expect(try Self.read(path) == [bytes("1234567890")])
        }
    }

    @Test("a record above the reader's limit, and a line that never ends, are errors and not taken as torn")
    func longLines() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog([[UInt8](repeating: 0x78, count: 100)], in: folder)
            expectError(.tooLarge) { _ = try AppendOnlyLog.open(at: path, recordLimit: 99) }
            try Files.write(try Files.read(path) + [UInt8](repeating: 0, count: 200), to: path)
            expectError(.corrupt) { _ = try AppendOnlyLog.open(at: path, recordLimit: 100) }
            #expect(try AppendOnlyLog.setAsideDamage(at: path, recordLimit: 100)?.byteCount == 200)
            #expect(try AppendOnlyLog.open(at: path).count == 1)
        }
    }

    @Test("one writer at a time, and a reader beside it")
    func oneWriter() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(in: folder)
            let log = try AppendOnlyLog.open(at: path)
            let reason = expectError(.locked) { _ = try AppendOnlyLog.open(at: path) }
            #expect(reason == "\(path): another testamur is writing to this log")
            expectError(.locked) { _ = try AppendOnlyLog.setAsideDamage(at: path) }
            #expect(try Self.read(path) == Self.records)
            try log.append(bytes("more"))
            #expect(try Self.read(path).count == 4)
        }
    }

    @Test("nothing is appended behind what another program wrote or cut off", arguments: ["longer", "shorter"])
    func changedMeanwhile(_ change: String) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog(in: folder)
            let log = try AppendOnlyLog.open(at: path)
            let whole = try Files.read(path)
            let changed = change == "longer" ? whole + bytes("x") : whole.dropLast()
            try Files.write(changed, to: path)
            let reason = expectError(.corrupt) { try log.append(bytes("more")) }
            #expect(reason.hasSuffix("another program changed it"))
            #expect(try Files.read(path) == changed)
        }
    }

    @Test("many threads append, and each record is there once")
    func threads() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = try Self.writeLog([], in: folder)
            let log = try AppendOnlyLog.open(at: path)
            let workers = try (0..<6).map { thread in
                try Worker { for number in 0..<5 { try log.append(bytes("\(thread) \(number)")) } }
            }
            for worker in workers { try worker.finish() }
            let records = try Self.read(path).map { String(decoding: $0, as: UTF8.self) }
            let expected = (0..<6).flatMap { thread in (0..<5).map { "\(thread) \($0)" } }
            #expect(records.sorted() == expected.sorted())
        }
    }

    @Test("the log in memory keeps and refuses what the log on the disk does")
    func inMemory() throws {
        let log: any RecordLog = MemoryLog(recordLimit: 10)
        try log.append([bytes("a"), []])
        try log.append(bytes("b"))
        expectError(.invalidRecord) { try log.append([bytes("c"), bytes("\n")]) }
        expectError(.tooLarge) { try log.append(bytes("12345678901")) }
        var records: [LogRecord] = []
        try log.forEachRecord { records.append($0) }
        #expect(records.map(\.bytes) == [bytes("a"), [], bytes("b")])
        #expect(records.map(\.number) == [1, 2, 3])
        #expect(log.count == 3)
    }
}
