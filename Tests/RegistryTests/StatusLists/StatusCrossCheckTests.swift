import Encodings
import Registry
import TestSupport
import Testing

/// An independent reader in Python agrees on every bit of our lists: see `Tests/CrossChecks/status_lists.py`.
@Suite("Status lists, read by another")
struct StatusCrossCheckTests {
    @Test(
        "Python finds the same values in lists of every size and load",
        .enabled(if: CrossCheck.canRun(importing: "gzip"), Comment(rawValue: CrossCheck.hint)))
    func agrees() throws {
        try Files.withTemporaryFolder { folder in
            var random = SeededGenerator(seed: 11)
            var lines: [String] = []
            for size in 1...8 {
                for load in [0, 1, 131, 1_311, 13_107] {
                    var values = StatusBitstring(size: size)
                    var set: [Int: Int] = [:]
                    for _ in 0..<load {
                        let index = Int.random(in: 0..<StatusBitstring.leastCount, using: &random)
                        set[index] = Int.random(in: 1..<1 << size, using: &random)
                        values.setValue(set[index] ?? 0, at: index, size: size)
                    }
                    // The first and the last value lie where mistakes are made.
                    for index in [0, StatusBitstring.leastCount - 1] {
                        set[index] = 1
                        values.setValue(1, at: index, size: size)
                    }
                    let line: JSONValue = [
                        "encodedList": .string(try values.encoded()), "size": .number(String(size)),
                        "set": .object(
                            set.sorted { $0.key < $1.key }.map { (String($0.key), .number(String($0.value))) }),
                    ]
                    lines.append(String(decoding: line.serialized(), as: UTF8.self))
                }
            }
            let path = folder + "/lists.jsonl"
            try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
            let outcome = try CrossCheck.run(script: "status_lists.py", arguments: ["read", path])
            #expect(outcome.exitCode == 0, "\(outcome.output)")

            // The comparison notices a bit that is off by one.
            var wrong = StatusBitstring()
            wrong.setValue(1, at: 1)
            let line: JSONValue = ["encodedList": .string(try wrong.encoded()), "size": 1, "set": ["0": 1]]
            try Files.write(line.serialized(), to: path)
            #expect(try CrossCheck.run(script: "status_lists.py", arguments: ["read", path]).exitCode == 1)
        }
    }
}
