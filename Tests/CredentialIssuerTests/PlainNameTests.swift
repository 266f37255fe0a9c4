import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Names in ASCII, byte by byte")
struct PlainNameTests {
    @Test("they come to the same as in the general way, whatever stands in them")
    func equality() {
        for (trial, generator) in Trials(2_000) {
            var random = generator
            var name = ""
            for _ in 0..<random.number(in: 0...12) {
                let isBlank = random.isOne(in: 3)
                let byte = isBlank ? random.pick([0x20, 0x09, 0x0D, 0x0A, 0x2D, 0x27]) : random.number(in: 0...0x7F)
                name.unicodeScalars.append(Unicode.Scalar(UInt8(byte)))
            }
            #expect(PlainName.withoutCaseAndBlanks(name) == RegisterSalt.generalPlain(name), "trial \(trial)")
            #expect(PlainName.words(name) == LearnerColumn.asciiWords(name), "trial \(trial)")
        }
    }

    @Test("of a name with other letters there is nothing", arguments: ["Zo\u{EB}", "\u{130}", "a\u{A0}b", "\u{85}"])
    func others(_ name: String) {
        #expect(PlainName.withoutCaseAndBlanks(name) == nil && PlainName.words(name) == nil)
    }
}
