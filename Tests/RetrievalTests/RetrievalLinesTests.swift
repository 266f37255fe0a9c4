import Retrieval
import TestSupport
import Testing

@Suite("What is said between the program and its helper")
struct RetrievalLinesTests {
    @Test("a request is read as it was written")
    func requests() throws {
        for text in ["https://trust.example/", "https://trust.example:8443/a/list.json", "https://[::1]/x?y=z"] {
            let request = RetrievalRequest(try WebAddress(parsing: text), byteLimit: 16 << 20, milliseconds: 120_000)
            #expect(request.line.last == UInt8(ascii: "\n"))
            #expect(request.line.count <= RetrievalRequest.lineLimit)
            #expect(try RetrievalRequest(parsing: request.line.dropLast()) == request)
        }
    }

    @Test(
        "what is no request is refused",
        arguments: [
            "", "GET", "GET 1 1", "GET 1 1 ", "GET -1 1 https://a.example/", "GET 1 -1 https://a.example/",
            "GET 99999999999 1 https://a.example/", "GET x 1 https://a.example/", "PUT 1 1 https://a.example/",
            "GET 1 1 http://a.example/", "GET 1 1 https://a:b@a.example/", "GET 1 1 https://a.example/ x",
            "GET 1 1 https://a.example/\r", "GET  1 1 https://a.example/", "GET 1 1 file:///etc/passwd",
        ])
    func malformedRequests(_ line: String) {
        #expect(throws: RetrievalError.self) { try RetrievalRequest(parsing: Array(line.utf8)) }
    }

    @Test("an answer is read as it was written, whatever its subject is")
    func answers() throws {
        var answers: [RetrievalAnswer] = [.file(byteCount: 0), .file(byteCount: 16 << 20), .absent]
        for code in RetrievalError.Code.allCases { answers.append(.failure(RetrievalError(code))) }
        for answer in answers { #expect(try RetrievalAnswer(parsing: answer.line.dropLast()) == answer) }
        for subject in [
            "", "a.example", "a b%20c", "line\nFILE 3\nabc", "é\u{1B}[31m\u{0}", "%",
            String(repeating: "é", count: 300),
        ] {
            let line = RetrievalAnswer.failure(RetrievalError(.notHTTP, subject)).line
            #expect(line.count <= RetrievalAnswer.lineLimit)
            #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
            guard case .failure(let error) = try RetrievalAnswer(parsing: line.dropLast()) else {
                Issue.record("another answer")
                continue
            }
            #expect(error.subject == subject)
        }
        let long = RetrievalAnswer.failure(RetrievalError(.notHTTP, String(repeating: " ", count: 9_999))).line
        #expect(long.count <= RetrievalAnswer.lineLimit)
    }

    @Test(
        "what is no answer is refused",
        arguments: [
            "", "FILE", "FILE x", "FILE -1", "FILE 1 2", "NONE ", "NONE 1", "FAIL", "FAIL FETCH_TLS",
            "FAIL NO_SUCH_CODE x",
            "FAIL FETCH_TLS %", "FAIL FETCH_TLS %4", "FAIL FETCH_TLS %zz", "FAIL FETCH_TLS a b", "file 1",
            "HTTP/1.1 200",
            "FILE 99999999999999999999",
        ])
    func malformedAnswers(_ line: String) {
        #expect(throws: RetrievalError(.programFailed)) { try RetrievalAnswer(parsing: Array(line.utf8)) }
    }
}
