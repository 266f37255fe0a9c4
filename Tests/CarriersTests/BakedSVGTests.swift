import Carriers
import TestSupport
import Testing

@Suite("baked SVG images")
struct BakedSVGTests {
    private static let json = #"{"type":["VerifiableCredential"]}"#
    private static let token = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
    private static let svg = "http://www.w3.org/2000/svg"
    private static let badges = "https://purl.imsglobal.org/ob/v3p0"

    /// An image with something in it, with the namespace of badges.
    private static func image(_ content: String, attributes: String = "", before: String = "") -> [UInt8] {
        Array(
            (before + "<svg xmlns=\"\(svg)\" xmlns:openbadges=\"\(badges)\"\(attributes)>" + content + "<g/></svg>\n")
                .utf8)
    }

    private static func element(_ body: String, verify: String? = nil) -> String {
        "<openbadges:credential" + (verify.map { " verify=\"\($0)\"" } ?? "") + ">" + body + "</openbadges:credential>"
    }

    private static func code(_ image: [UInt8]) -> CarrierError.Code? {
        do throws(CarrierError) {
            _ = try BakedSVG.credential(in: image)
            return nil
        } catch {
            return error.code
        }
    }

    private static func bakingCode(_ credential: String, _ image: [UInt8]) -> CarrierError.Code? {
        do throws(CarrierError) {
            _ = try BakedSVG.bake(Array(credential.utf8), into: image)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("reads both forms of Open Badges 3.0, section 5.3.2, with the white space of its examples")
    func forms() throws {
        let body = try BakedSVG.credential(
            in: Self.image(
                "\n " + Self.element("\n  <![CDATA[\n  \(Self.json)\n  ]]>\n "),
                before: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        #expect(body?.bytes == Array("\n  \(Self.json)\n  ".utf8))
        #expect(body?.form == .json)
        let attribute = try BakedSVG.credential(in: Self.image(Self.element("", verify: Self.token)))
        #expect(attribute?.bytes == Array(Self.token.utf8))
        #expect(attribute?.form == .compactJWS)
        let empty = "<openbadges:credential verify='\(Self.token)' />"
        #expect(try BakedSVG.credential(in: Self.image(empty))?.bytes == Array(Self.token.utf8))
        #expect(try BakedSVG.credential(in: Self.image("")) == nil)
    }

    @Test("the namespace counts, not the prefix, wherever it is declared and however it is written")
    func namespaces() throws {
        let images = [
            "<svg xmlns='\(Self.svg)'><b:credential xmlns:b='\(Self.badges)'><![CDATA[\(Self.json)]]></b:credential></svg>",
            "<svg xmlns='\(Self.svg)'><credential xmlns='\(Self.badges)'><![CDATA[\(Self.json)]]></credential></svg>",
            "<s:svg xmlns:s='\(Self.svg)' xmlns='\(Self.badges)'><credential><![CDATA[\(Self.json)]]></credential></s:svg>",
            "<svg xmlns='\(Self.svg)' xmlns:o='https://purl.imsglobal.org/ob/v3&#112;0'><o:credential><![CDATA[\(Self.json)]]>"
                + "</o:credential></svg>",
        ]
        for image in images {
            #expect(try BakedSVG.credential(in: Array(image.utf8))?.bytes == Array(Self.json.utf8), "\(image)")
        }
        // The usual prefix, bound to something else by an element around it.
        let other = "<svg xmlns='\(Self.svg)' xmlns:o='\(Self.badges)'><g xmlns:o='x:y'><o:credential/></g></svg>"
        #expect(try BakedSVG.credential(in: Array(other.utf8)) == nil)
    }

    @Test("any document comes out as it went in, with every trick of CDATA in it, and the rest of the image stays")
    func roundTrip() throws {
        let image = Array(
            "<?xml version=\"1.0\"?>\r\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a.dtd\">\n<svg\txmlns='\(Self.svg)' ><t>é&amp;</t></svg>\n<!-- end -->"
                .utf8)
        var random = SeededGenerator(seed: 21)
        let pieces = ["]]>", "]", "]]", ">", "<![CDATA[", "<", "&", "&lt;", "\\u003e", "é", "a", "]]]>", "-->"]
        for seed in 0..<60 {
            let text = (0..<random.number(in: 0...12)).map { _ in random.pick(pieces) }.joined()
            let start = seed % 3 == 0 ? "\r\n" : ""
            let document = Array((start + "{\"a\":\"\(text)\",\"b\":[[\"\(text)\"]]}\n").utf8)
            let baked = try BakedSVG.bake(document, into: image)
            #expect(try BakedSVG.credential(in: baked)?.bytes == document)
            #expect(Self.code(baked + Array("<x/>".utf8)) == .xmlSyntax)
            // Without the element and the declaration it is what it was.
            let element = try #require(baked.offset(of: Array("<openbadges:credential>".utf8)))
            let close = Array("</openbadges:credential>".utf8)
            let end = try #require(baked.offset(of: close)) + close.count
            let declaration = Array(" xmlns:openbadges=\"\(Self.badges)\"".utf8)
            let place = try #require(baked.offset(of: declaration))
            let rest = Array(baked[..<place] + baked[(place + declaration.count)..<element] + baked[end...])
            #expect(rest == image)
        }
    }

    @Test("an image with a credential is baked again only when that is asked, and then holds the new one alone")
    func replacing() throws {
        let old = Self.element("<![CDATA[\(Self.json)]]>")
        for image in [Self.image(old), Self.image(old + "<g>" + old + "</g>"), Self.image("<g/>" + old + "<g/>")] {
            #expect(Self.bakingCode(#"{"a":2}"#, image) == .alreadyBaked)
            let baked = try BakedSVG.bake(Array(#"{"a":2}"#.utf8), into: image, replacing: true)
            #expect(try BakedSVG.credential(in: baked)?.bytes == Array(#"{"a":2}"#.utf8))
            #expect(baked.offset(of: Array(Self.json.utf8)) == nil)
        }
        let token = try BakedSVG.bake(Array((Self.token + "\n").utf8), into: Self.image(old), replacing: true)
        #expect(try BakedSVG.credential(in: token)?.place == .svgAttribute(byteOffset: 94))
    }

    @Test("where the usual prefix has another meaning, the element declares its own")
    func takenPrefix() throws {
        let older =
            "<svg xmlns='\(Self.svg)' xmlns:openbadges='http://openbadges.org'><openbadges:assertion verify='x'/><g/></svg>"
        #expect(Self.code(Array(older.utf8)) == .olderEdition)
        let baked = try BakedSVG.bake(Array(Self.json.utf8), into: Array(older.utf8))
        #expect(try BakedSVG.credential(in: baked)?.bytes == Array(Self.json.utf8))
    }

    @Test("an image with something that acts is read, and never baked")
    func activeContent() throws {
        let baked = Self.element("<![CDATA[\(Self.json)]]>")
        for active in [
            "<script>alert(1)</script>", "<SCRIPT/>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>",
            "<g onload='a()'/>", "<g OnClick='a()'/>", "<a href=' java&#9;script:a()'/>",
            "<a xlink:href='javascript:a()' xmlns:xlink='http://www.w3.org/1999/xlink'/>", "<foreignObject/>",
            "<?xml-stylesheet href='a'?>", "<set attributeName='href' to='JavaScript:a()'/>",
        ] {
            #expect(Self.bakingCode(Self.json, Self.image(active)) == .activeContent, "\(active)")
            let carrier = try Carrier(Self.image(baked + active))
            #expect(carrier.hasActiveContent, "\(active)")
            #expect(carrier.payload?.bytes == Array(Self.json.utf8))
        }
        for plain in ["<g id='one'/>", "<text>onload</text>", "<a href='https://example.org/'/>"] {
            #expect(try !Carrier(Self.image(plain)).hasActiveContent, "\(plain)")
        }
    }

    static let hostile: [(what: String, image: [UInt8], code: CarrierError.Code)] = {
        let baked = element("<![CDATA[\(json)]]>")
        let laughs = "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
        let deep = String(repeating: "<g>", count: 300) + String(repeating: "</g>", count: 300)
        let attributes = (0..<1_100).map { " a\($0)=\"\"" }.joined()
        let prefixes = (0..<70).map { " xmlns:p\($0)=\"x:y\"" }.joined()
        return [
            ("two elements", image(baked + baked), .severalCredentials),
            ("an element in an element", image(element("<![CDATA[\(json)]]>" + baked)), .notInCDATA),
            ("a second one deep inside", image(baked + "<g><g>" + baked + "</g></g>"), .severalCredentials),
            ("one deep inside", image("<g>" + baked + "</g>"), .misplacedCredential),
            ("both forms at once", image(element("<![CDATA[\(json)]]>", verify: token)), .severalCredentials),
            ("neither form", image(element("")), .emptyPayload), ("white space", image(element(" \n")), .emptyPayload),
            ("an empty section", image(element("<![CDATA[]]>")), .emptyPayload),
            ("JSON without a section", image(element(json)), .notInCDATA),
            ("JSON with references", image(element("{&quot;a&quot;:1}")), .notInCDATA),
            ("a text beside the section", image(element("a<![CDATA[\(json)]]>")), .notInCDATA),
            ("a comment in the element", image(element("<!-- --><![CDATA[\(json)]]>")), .notInCDATA),
            ("two sections apart", image(element("<![CDATA[{\"a\":1]]> <![CDATA[}]]>")), .notInCDATA),
            ("a token in a section", image(element("<![CDATA[\(token)]]>")), .notACredential),
            ("JSON in the attribute", image(element("", verify: "{}")), .notACredential),
            ("an address in the attribute", image(element("", verify: "https://a.example/1")), .notACredential),
            ("a reference in the token", image(element("", verify: "eyJh&#46;eyJi.c")), .notACredential),
            ("a line break in the token", image(element("", verify: "eyJh.eyJi.c\n")), .notACredential),
            (
                "another namespace",
                Array("<svg xmlns='\(svg)' xmlns:openbadges='https://example.org/ob'>\(baked)</svg>".utf8),
                .wrongNamespace
            ),
            ("no namespace", Array("<svg xmlns='\(svg)'>\(baked)</svg>".utf8), .xmlNamespace),
            ("entities", image("<text>&b;</text>" + baked, before: laughs), .xmlEntities),
            (
                "an entity from outside",
                image(baked, before: "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"), .xmlEntities
            ),
            ("an entity of a parameter", image(baked, before: "<!DOCTYPE svg [%a;]>"), .xmlEntities),
            ("an entity that nobody declared", image("<text>&nbsp;</text>" + baked), .xmlEntities),
            ("an entity in a value", image("<g id='&a;'/>" + baked), .xmlEntities),
            ("a declaration in the middle", image("<!ENTITY a 'b'>" + baked), .xmlEntities),
            ("a document type in the middle", image("<!DOCTYPE svg>" + baked), .xmlSyntax),
            ("two document types", image(baked, before: "<!DOCTYPE svg><!DOCTYPE svg>"), .xmlSyntax),
            ("a document type without end", Array("<!DOCTYPE svg SYSTEM 'a".utf8), .xmlSyntax),
            ("another encoding", image(baked, before: "<?xml version='1.0' encoding='UTF-16'?>"), .notUTF8),
            ("bytes that are no UTF-8", image(baked) + [0xFF], .notUTF8),
            ("a control character", image(baked + "\u{1}"), .xmlSyntax),
            ("a control character by number", image("<text>&#1;</text>"), .xmlSyntax),
            ("a character by a wrong number", image("<text>&#x110000;</text>"), .xmlSyntax),
            ("a character by a number with a sign", image("<text>&#+65;</text>"), .xmlSyntax),
            ("half a pair by number", image("<text>&#xD800;</text>"), .xmlSyntax),
            ("a noncharacter", image("<text>\u{FFFF}</text>"), .xmlSyntax),
            ("a section that does not end", image("<![CDATA[\(json)"), .xmlSyntax),
            ("the end of a section in a text", image("<text>]]></text>"), .xmlSyntax),
            ("hyphens in a comment", image("<!-- a -- b -->" + baked), .xmlSyntax),
            ("a comment that hides the credential", image("<!--" + baked + "-- >"), .xmlSyntax),
            ("tags crossed", image("<a><b></a></b>"), .xmlSyntax), ("a tag too many", image("</svg>"), .xmlSyntax),
            ("two roots", image(baked) + image(baked), .xmlSyntax),
            ("a text behind", image(baked) + Array("a".utf8), .xmlSyntax),
            ("a section behind", image(baked) + Array("<![CDATA[a]]>".utf8), .xmlSyntax),
            ("an attribute twice", image("<g id='1' id='2'/>"), .xmlSyntax),
            ("no space between attributes", image("<g a='1'b='2'/>"), .xmlSyntax),
            ("a value without quotes", image("<g a=1/>"), .xmlSyntax),
            ("< in a value", image("<g a='<'/>"), .xmlSyntax),
            ("two colons in a name", image("<a:b:c/>"), .xmlSyntax), ("no name", image("< g/>"), .xmlSyntax),
            ("a second XML declaration", image("<?xml version='1.0'?>"), .xmlSyntax),
            ("an undeclared prefix", image("<a:b/>"), .xmlNamespace),
            ("one of an attribute", image("<g a:b=''/>"), .xmlNamespace),
            ("a prefix for nothing", image("<g xmlns:a=''/>"), .xmlNamespace),
            ("xmlns declared", image("<g xmlns:xmlns='a'/>"), .xmlNamespace),
            ("xml declared", image("<g xmlns:xml='a'/>"), .xmlNamespace),
            ("300 deep", image(deep), .xmlLimit), ("1,100 attributes", image("<g\(attributes)/>"), .xmlLimit),
            ("70 namespaces", image("<g\(prefixes)/>"), .xmlLimit),
            ("a page", Array("<html xmlns='http://www.w3.org/1999/xhtml'/>".utf8), .notSVG),
            ("an svg of no namespace", Array("<svg>\(json)</svg>".utf8), .notSVG), ("nothing", [], .xmlSyntax),
        ]
    }()

    @Test("hostile images are refused, each by the name of what is wrong")
    func hostileImages() {
        for (what, image, code) in Self.hostile { #expect(Self.code(image) == code, "\(what)") }
    }

    @Test("an image that breaks off is refused at every byte, but behind its last tag")
    func truncated() throws {
        let image = try BakedSVG.bake(
            Array(Self.json.utf8), into: Self.image("<t>&amp;é</t><!-- a --><?b c?>", before: "<?xml version='1.0'?>\n")
        )
        for count in 0..<(image.count - 1) {
            #expect(Self.code(Array(image.prefix(count))) != nil, "\(count) bytes")
        }
    }

    @Test("a credential that no XML document can hold is not baked, nor is any into an image that holds nothing")
    func refused() {
        #expect(Self.bakingCode("{\"a\":\"\u{FFFF}\"}", Self.image("")) != nil)
        #expect(Self.bakingCode(Self.json, Array("<svg xmlns='\(Self.svg)'/>".utf8)) == .notAnImage)
        #expect(Self.bakingCode("", Self.image("")) == .emptyPayload)
        #expect(Self.bakingCode("x", Self.image("")) == .notACredential)
    }

    @Test("the entities of a thousand laughs are refused where they are declared, whatever they would grow to")
    func laughs() {
        let entities = (1..<1_000).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined()
        let image = Self.image("<text>&a999;</text>", before: "<!DOCTYPE svg [<!ENTITY a0 \"ha\">\(entities)]>")
        do throws(CarrierError) {
            _ = try BakedSVG.credential(in: image)
            Issue.record("it was read")
        } catch {
            #expect(error.code == .xmlEntities)
            #expect(error.byteOffset == 14)
        }
    }
}
