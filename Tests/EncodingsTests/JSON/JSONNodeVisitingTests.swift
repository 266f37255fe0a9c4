import Encodings
import TestSupport
import Testing

@Suite("Going through a JSON document without copies")
struct JSONNodeVisitingTests {
    private func root(_ text: String) throws -> JSONNode {
        try JSONDocument(parsing: Array(text.utf8), limits: .general).root
    }

    private func copy(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<text.count { bytes.append(text[index]) }
        return bytes
    }

    @Test("lends every name and value of an object in the order they were written")
    func visitsMembers() throws {
        let root = try root(#"{"b": [1, 2], "\u0061\n": {"x": {}}, "": null, "é": "\ud83d\ude00"}"#)
        var seen: [String] = []
        root.forEachMember { name, value in
            seen.append(String(decoding: copy(name), as: UTF8.self) + "=" + String(value.kind.name))
        }
        #expect(seen == ["b=an array", "a\n=an object", "=null", "é=a string"])
    }

    @Test("lends every element of an array in order")
    func visitsElements() throws {
        var seen: [Int?] = []
        try root(#"[1, [5, 6], {"a": 7}, 2]"#).forEachElement { seen.append($0.integer) }
        #expect(seen == [1, nil, nil, 2])
    }

    @Test("visits nothing in any other kind of value", arguments: ["null", "true", "1", "\"a\"", "[]", "{}"])
    func visitsNothing(_ text: String) throws {
        let root = try root(text)
        root.forEachMember { _, _ in Issue.record("a member") }
        root.forEachElement { _ in Issue.record("an element") }
        #expect(root.firstElement == nil)
    }

    @Test("lends the text of a string with its escapes resolved, and of nothing else")
    func lendsText() throws {
        let root = try root(#"["plain é", "\u0041\/\ud83d\ude00", "", 1.5, {}]"#)
        let texts = root.elements.map { $0.withUTF8 { copy($0) } }
        #expect(texts == [Array("plain é".utf8), Array("A/😀".utf8), [], nil, nil])
    }

    @Test("finds a value again by its place")
    func findsPlaces() throws {
        let root = try root(#"{"a": [{"b": "c"}, 2]}"#)
        let inner = try #require(root["a"]?.firstElement?["b"])
        #expect(root[inner.place].string == "c")
        #expect(root[inner.place].pointer == "/a/0/b")
        #expect(inner[root.place].pointer == "")
        #expect(inner.place != root.place)
    }

    @Test("sees in random documents what the sequences of members and elements give")
    func agreesWithSequences() throws {
        for (trial, random) in Trials(500) {
            var source = RandomJSON(.general, random)
            let value = source.value()
            let document = try JSONDocument(parsing: source.spelling(of: value), limits: .general)
            var waiting = [document.root]
            while let node = waiting.popLast() {
                var members: [([UInt8], JSONNode.Place)] = []
                node.forEachMember { name, value in members.append((copy(name), value.place)) }
                let expected = node.members.map { ($0.name.utf8, $0.value.place) }
                #expect(members.elementsEqual(expected, by: ==), "trial \(trial)")
                for (name, place) in members {
                    // A text with a name in it finds the member again, by the other way of looking.
                    #expect(node.member(String(decoding: name, as: UTF8.self))?.place == place, "trial \(trial)")
                }
                var elements: [JSONNode.Place] = []
                node.forEachElement { elements.append($0.place) }
                #expect(elements == node.elements.map(\.place), "trial \(trial)")
                #expect(node.firstElement?.place == elements.first, "trial \(trial)")
                waiting += node.members.map(\.value) + Array(node.elements)
            }
        }
    }
}
