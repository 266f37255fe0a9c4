import Encodings
import Testing
import TestSupport

@Suite("JSON member names that occur twice")
struct DuplicateNameTests {
    @Test(
        "are refused at the second one, however it is spelled",
        arguments: [
            (#"{"a":1,"a":2}"#, 7, "/a"),
            (#"{"a":1,"\u0061":2}"#, 7, "/a"),
            (#"{"\u0061":1,"a":2}"#, 12, "/a"),
            (#"{"a":1,"b":2,"a":1}"#, 13, "/a"),
            (#"{"":1,"":1}"#, 6, "/"),
            (#"{"x":[0,{"level":6,"level":8}]}"#, 19, "/x/1/level"),
            (#"{"a/b~c":1,"a\/b~c":2}"#, 11, "/a~1b~0c"),
            (#"{"😀":1,"\ud83d\uDE00":2}"#, 10, "/😀"),
            (#"{"é":1,"\u00E9":2}"#, 8, "/é"),
            (#"{"\u0000":1,"\u0000":2}"#, 12, "/\0"),
            (#"{"a\tb":1,"a\u0009b":2}"#, 10, "/a\tb"),
        ])
    func spellings(_ text: String, _ offset: Int, _ pointer: String) {
        #expect(refusal(text, .general)?.place == "JSON_DUPLICATE_KEY at byte \(offset), pointer '\(pointer)'")
    }

    @Test("are refused among many, in every position of the pair")
    func positions() {
        for size in [2, 3, 8, 23, 24, 25, 26, 60] {
            let names = (0..<size).map { "name\($0 * 7 % 61)-\($0)" }
            let members = names.map { "\"\($0)\":0" }
            #expect(refusal("{\(members.joined(separator: ","))}", .credential) == nil)
            for first in 0..<size {
                var twice = members
                twice.append(members[first])
                let text = "{\(twice.joined(separator: ","))}"
                let offset = text.utf8.count - 1 - members[first].utf8.count
                #expect(
                    refusal(text, .credential)?.place
                        == "JSON_DUPLICATE_KEY at byte \(offset), pointer '/\(names[first])'")
            }
        }
    }

    @Test("are told apart from names that only begin alike, or are alike to a reader who stops at zero")
    func near() {
        #expect(refusal(#"{"a":1,"A":2,"a ":3," a":4,"aa":5,"":6}"#, .credential) == nil)
        #expect(refusal(#"{"a":1,"a\u0000":2,"a\u0000\u0000":3,"\u0000":4,"":5}"#, .general) == nil)
        #expect(refusal(#"{"abcdefgh":1,"abcdefg":2,"abcdefgh\u0000":3,"abcdefghi":4}"#, .general) == nil)
        #expect(refusal(#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}"#, .credential) == nil)
    }

    @Test("are refused in each object of 1,000 random documents, plain and as escapes")
    func everyDepth() {
        var objects = 0
        var faults = Faults()
        for (trial, random) in Trials(1_000) {
            var maker = RandomJSON(.credential, random)
            let document = maker.object(depth: 2)
            for place in Place.objects(in: document) {
                objects += 1
                let twice = maker.duplicating(at: place, in: document)
                for escaping in [0, 1] {
                    let bytes = maker.spelling(of: twice.value, escaping: escaping)
                    let error = refusal(bytes, .credential)
                    let isExpected =
                        error?.code == .duplicateKey && error?.pointer.utf8.elementsEqual(twice.pointer.utf8) == true
                        && error.map { bytes[$0.byteOffset] } == UInt8(ascii: "\"")
                    if !isExpected {
                        faults.note("trial \(trial): \(error?.place ?? "accepted"), expected '\(twice.pointer)'")
                    }
                }
            }
        }
        #expect(objects > 1_000)
        #expect(faults.count == 0, "\(faults)")
    }
}

/// Where an object with members stands in a value.
private struct Place {
    var path: [Int]
    var pointer: String

    /// The place of every object that has a member.
    static func objects(in value: JSONValue, _ place: Place = Place(path: [], pointer: "")) -> [Place] {
        switch value {
        case .array(let elements):
            return elements.enumerated().flatMap { position, element in
                objects(in: element, place.child(position, "\(position)"))
            }
        case .object(let members):
            let inner = members.enumerated().flatMap { position, member in
                objects(in: member.value, place.child(position, JSONPointer.escape(member.name)))
            }
            return members.isEmpty ? inner : [place] + inner
        default: return []
        }
    }

    private func child(_ position: Int, _ token: String) -> Place {
        Place(path: path + [position], pointer: pointer + "/" + token)
    }
}

extension RandomJSON {
    /// Adds a second member of the same name to the object at `place`.
    fileprivate mutating func duplicating(
        at place: Place, in value: JSONValue
    ) -> (value: JSONValue, pointer: String) {
        guard let step = place.path.first else {
            guard case .object(var members) = value, let member = members.randomElement(using: &random) else {
                return (value, "")
            }
            let other = random.isOne(in: 2) ? member.value : self.value(depth: 1)
            members.insert((member.name, other), at: random.number(in: 0...members.count))
            return (.object(members), place.pointer + "/" + JSONPointer.escape(member.name))
        }
        let rest = Place(path: Array(place.path.dropFirst()), pointer: place.pointer)
        switch value {
        case .array(var elements):
            let inner = duplicating(at: rest, in: elements[step])
            elements[step] = inner.value
            return (.array(elements), inner.pointer)
        case .object(var members):
            let inner = duplicating(at: rest, in: members[step].value)
            members[step].value = inner.value
            return (.object(members), inner.pointer)
        default: return (value, "")
        }
    }
}
