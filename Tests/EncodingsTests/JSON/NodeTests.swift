import Encodings
import Testing

@Suite("JSON values that were read")
struct NodeTests {
    private let text = #"""
        { "id" : "urn:x", "n": [ 1.50, -2, {"a\/b": null, "": true}, [], {} ],
          "\u0065sc": "a\tb\"", "é": false, "deep": {"er": {"~": "end"}} }
        """#

    private func document() throws -> JSONDocument { try JSONDocument(parsing: Array(text.utf8), limits: .credential) }

    @Test("are found by name, byte by byte, also where a name was written with escapes")
    func members() throws {
        let root = try document().root
        #expect(root["id"]?.string == "urn:x")
        #expect(root["esc"]?.string == "a\tb\"")
        #expect(root.member("esc")?.string == "a\tb\"")
        #expect(root.member("é")?.boolean == false)
        #expect(root.member("e\u{301}") == nil)
        #expect(root["missing"] == nil)
        #expect(root["i"] == nil)
        #expect(root["idd"] == nil)
        #expect(root["n"]?["a"] == nil)
        #expect(root["id"]?.member("id") == nil)
        let inner = try #require(root["n"]?.elements.first { $0.kind == .object })
        #expect(inner["a/b"]?.isNull == true)
        #expect(inner[""]?.boolean == true)
        #expect(inner.member("")?.boolean == true)
    }

    @Test("answer for their own kind only")
    func kinds() throws {
        let document = try JSONDocument(parsing: Array(#"[null,true,1,"1",[0],{"a":0}]"#.utf8), limits: .general)
        let kinds: [JSONKind] = [.null, .boolean, .number, .string, .array, .object]
        for (node, kind) in zip(document.root.elements, kinds) {
            #expect(node.kind == kind)
            #expect(node.isNull == (kind == .null))
            #expect((node.boolean != nil) == (kind == .boolean))
            #expect((node.number != nil) == (kind == .number))
            #expect((node.integer != nil) == (kind == .number))
            #expect((node.string != nil) == (kind == .string))
            #expect(node.isString("1") == (kind == .string))
            #expect(node.isString("1" as String) == (kind == .string))
            #expect(node.utf8 == (kind == .string || kind == .number ? [0x31] : []))
            #expect(node.count == (kind == .array || kind == .object ? 1 : 0))
            #expect(Array(node.elements).count == (kind == .array ? 1 : 0))
            #expect(Array(node.members).count == (kind == .object ? 1 : 0))
            #expect(!kind.name.isEmpty)
        }
        #expect(Set(kinds.map(\.name)).count == 6)
    }

    @Test("compare strings by their bytes")
    func strings() throws {
        let document = try JSONDocument(parsing: Array("[\"é\",\"e\u{301}\",\"\\u00e9\",\"\"]".utf8), limits: .general)
        let nodes = Array(document.root.elements)
        #expect(nodes[0].isString("é"))
        #expect(nodes[0].isString("\u{E9}" as String))
        #expect(!nodes[0].isString("e\u{301}"))
        #expect(!nodes[1].isString("é"))
        #expect(nodes[2].isString("é"))
        #expect(nodes[3].isString(""))
        #expect(!nodes[3].isString("x"))
        #expect(!nodes[0].isString("éx"))
        #expect(nodes[0].isEqual(to: nodes[2]))
        #expect(!nodes[0].isEqual(to: nodes[1]))
    }

    @Test("know their JSON pointer and their bytes as received")
    func places() throws {
        let document = try document()
        let bytes = Array(text.utf8)
        #expect(document.bytes == bytes)
        #expect(document.root.pointer.isEmpty)
        var seen: [String: String] = [:]
        func visit(_ node: JSONNode) {
            seen[node.pointer] = String(decoding: node.receivedBytes, as: UTF8.self)
            #expect(Array(node.receivedBytes) == Array(bytes[node.byteRange]))
            #expect(node.byteOffset == node.byteRange.lowerBound)
            for element in node.elements { visit(element) }
            for member in node.members {
                #expect(member.name.kind == .string)
                #expect(member.name.pointer == member.value.pointer)
                visit(member.value)
            }
        }
        visit(document.root)
        #expect(seen.count == 15)
        #expect(seen[""]?.utf8.elementsEqual(text.utf8) == true)
        #expect(seen["/id"] == #""urn:x""#)
        #expect(seen["/n"] == #"[ 1.50, -2, {"a\/b": null, "": true}, [], {} ]"#)
        #expect(seen["/n/0"] == "1.50")
        #expect(seen["/n/1"] == "-2")
        #expect(seen["/n/2"] == #"{"a\/b": null, "": true}"#)
        #expect(seen["/n/2/a~1b"] == "null")
        #expect(seen["/n/2/"] == "true")
        #expect(seen["/n/3"] == "[]")
        #expect(seen["/n/4"] == "{}")
        #expect(seen["/esc"] == #""a\tb\"""#)
        #expect(seen["/é"] == "false")
        #expect(seen["/deep/er/~0"] == #""end""#)
    }

    @Test("give members in the order they were written, and the canonical form sorted")
    func order() throws {
        let document = try JSONDocument(parsing: Array(#"{"c":1,"a":{"z":1,"y":2},"b":3}"#.utf8), limits: .general)
        #expect(document.root.members.map { $0.name.string } == ["c", "a", "b"])
        #expect(String(decoding: document.root.canonicalBytes(), as: UTF8.self) == #"{"a":{"y":2,"z":1},"b":3,"c":1}"#)
        #expect(document.root["a"].map { String(decoding: $0.canonicalBytes(), as: UTF8.self) } == #"{"y":2,"z":1}"#)
    }

    @Test("can be written without some of their own members, as securing mechanisms do with a proof")
    func omitting() throws {
        let document = try JSONDocument(
            parsing: Array(#"{"proof":1,"a":{"proof":2},"z":[{"proof":3}]}"#.utf8), limits: .general)
        func written(_ omitted: [String]) -> String {
            String(decoding: document.root.canonicalBytes(omitting: omitted), as: UTF8.self)
        }
        #expect(written(["proof"]) == #"{"a":{"proof":2},"z":[{"proof":3}]}"#)
        #expect(written(["a"]) == #"{"proof":1,"z":[{"proof":3}]}"#)
        #expect(written(["z", "proof"]) == #"{"a":{"proof":2}}"#)
        #expect(written(["z", "proof", "a"]) == "{}")
        #expect(written(["missing", ""]) == written([]))
        let array = try #require(document.root["z"])
        #expect(String(decoding: array.canonicalBytes(omitting: ["proof"]), as: UTF8.self) == #"[{"proof":3}]"#)
    }

    @Test("are equal as JSON whatever their spelling")
    func equality() throws {
        func node(_ text: String) throws -> JSONNode {
            try JSONDocument(parsing: Array(text.utf8), limits: .general).root
        }
        let value = try node(#"{"a":[1,"x"],"b":null}"#)
        #expect(try value.isEqual(to: node(#"{ "b":null, "a":[1.0,"\u0078"] }"#)))
        #expect(try !value.isEqual(to: node(#"{"a":["x",1],"b":null}"#)))
        #expect(try !value.isEqual(to: node(#"{"a":[1,"x"]}"#)))
    }

    @Test("outlive the document they were read from")
    func lifetime() throws {
        func inner() throws -> JSONNode? { try document()["deep"] }
        #expect(try inner()?.receivedBytes.isEmpty == false)
        #expect(try inner()?["er"]?["~"]?.string == "end")
    }
}

extension JSONDocument {
    fileprivate subscript(_ name: StaticString) -> JSONNode? { root[name] }
}
