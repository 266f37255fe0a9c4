import LinkedData
import Testing

@Suite("RDF errors")
struct RDFErrorTests {
    @Test("Every code has a name of its own in capitals")
    func codes() {
        for code in RDFError.Code.allCases {
            #expect(code.rawValue.allSatisfy { $0 == "_" || $0 == "8" || $0.isUppercase })
        }
        #expect(Set(RDFError.Code.allCases.map(\.rawValue)).count == RDFError.Code.allCases.count)
    }
}
