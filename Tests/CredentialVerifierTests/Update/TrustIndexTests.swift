import CredentialVerifier
import Encodings
import TestSupport
import Testing

@Suite("The index of a source")
struct TrustIndexTests {
    private static let digest = "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ"

    private func text(_ entry: String) -> String { #"{"indexVersion": 1, "files": [\#(entry)]}"# }

    private static func entry(_ name: String = "list.json", _ digest: String = digest, _ size: String = "0") -> String {
        #"{"name": "\#(name)", "digest": "\#(digest)", "size": \#(size)}"#
    }

    private func place(_ text: String) -> String? {
        do throws(TrustUpdateError) {
            _ = try TrustIndex(parsing: Array(text.utf8))
            return nil
        } catch {
            guard case .index(let place) = error else {
                if case .unreadable(.index, _) = error { return "unreadable" }
                return "\(error)"
            }
            return place
        }
    }

    @Test("what is written is read again, name by name")
    func roundTrip() throws {
        let names = ["list.json", "fresh.json", "root.1.json", "status/a.json", "dids/b.json"]
        let files = try names.map { (try #require(TrustFileName($0)), Array($0.utf8)) }
        let index = try TrustIndex(of: files)
        let again = try TrustIndex(parsing: index.serialized())
        #expect(again.entries == index.entries)
        #expect(again.entries.map(\.name.text) == names)
        #expect(again.entry(.list)?.byteCount == 9)
        #expect(again.entry(.root(2)) == nil)
        #expect(try TrustIndex(parsing: Array(text("").utf8)).entries.isEmpty)
    }

    @Test("a digest is the SHA-256 of the bytes")
    func digests() throws {
        let index = try TrustIndex(of: [(.list, [])])
        #expect(index.entry(.list)?.digest.multibase == "uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ")
    }

    @Test(
        "every departure from its form is refused, with its place",
        arguments: [
            ("[]", ""), ("{}", ""), (#"{"indexVersion": 2, "files": []}"#, ""),
            (#"{"indexVersion": "1", "files": []}"#, ""),
            (#"{"indexVersion": 1}"#, ""), (#"{"indexVersion": 1, "files": {}}"#, ""),
            (#"{"indexVersion": 1, "files": [], "base": "https://elsewhere.example/"}"#, ""),
            (#"{"indexVersion": 1, "files": [7]}"#, "/files/0"),
            (#"{"indexVersion": 1, "files": [{}]}"#, "/files/0"),
            (#"{"indexVersion": 1, "files": [{"name": "list.json", "size": 1}]}"#, "/files/0"),
            (#"{"indexVersion": 1, "files": [\#(entry()), \#(entry())]}"#, "/files/1/name"),
            (#"{"indexVersion": 1, "files": [\#(entry("../a"))]}"#, "/files/0/name"),
            (#"{"indexVersion": 1, "files": [\#(entry("trust-index.json"))]}"#, "/files/0/name"),
            (#"{"indexVersion": 1, "files": [\#(entry("pin.json"))]}"#, "/files/0/name"),
            (#"{"indexVersion": 1, "files": [\#(entry("list.json", "uEiA"))]}"#, "/files/0/digest"),
            (#"{"indexVersion": 1, "files": [\#(entry("list.json", ""))]}"#, "/files/0/digest"),
            (
                #"{"indexVersion": 1, "files": [\#(entry("list.json", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))]}"#,
                "/files/0/digest"
            ),
            (#"{"indexVersion": 1, "files": [\#(entry("list.json", digest, "-1"))]}"#, "/files/0/size"),
            (#"{"indexVersion": 1, "files": [\#(entry("list.json", digest, "16777217"))]}"#, "/files/0/size"),
            (#"{"indexVersion": 1, "files": [\#(entry("fresh.json", digest, "4097"))]}"#, "/files/0/size"),
            (#"{"indexVersion": 1, "files": [\#(entry("root.2.json", digest, "65537"))]}"#, "/files/0/size"),
            (#"{"indexVersion": 1, "files": [\#(entry("list.json", digest, "\"1\""))]}"#, "/files/0"),
            (#"{"indexVersion": 1, "files": [], "files": []}"#, "unreadable"),
            (#"{"indexVersion": 1.5, "files": []}"#, "unreadable"), ("<!DOCTYPE html>", "unreadable"),
            ("", "unreadable"),
        ])
    func malformed(_ text: String, _ expected: String) {
        #expect(place(text) == expected)
    }

    @Test("no name in it leads anywhere else", arguments: TrustFileNameTests.hostile)
    func hostileNames(_ name: String) throws {
        let value: JSONValue = [
            "indexVersion": 1,
            "files": [["name": .string(name), "digest": .string(Self.digest), "size": 0]],
        ]
        let found = place(String(decoding: value.serialized(), as: UTF8.self))
        // What no strict JSON can hold is refused before.
        #expect(found == "/files/0/name" || found == "unreadable")
    }

    @Test("more files than an index can name are refused")
    func count() throws {
        func index(_ count: Int) -> String {
            text((0..<count).map { Self.entry("status/\($0).json") }.joined(separator: ","))
        }
        #expect(place(index(TrustIndex.fileLimit)) == nil)
        #expect(place(index(TrustIndex.fileLimit + 1)) == "")
    }
}
