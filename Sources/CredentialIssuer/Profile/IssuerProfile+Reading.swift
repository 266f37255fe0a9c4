import Credentials
import Cryptography
import Encodings
import YAMLDocuments

extension IssuerProfile {
    /// Reads a profile.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - file: How messages call the file.
    /// - Throws: ``IssuerError`` with code `profileMalformed`, with everything that is wrong in
    ///   ``IssuerError/problems``, or `madeByLaterVersion`.
    public init(parsing bytes: [UInt8], file: String = fileName) throws(IssuerError) {
        let document: YAMLDocument
        do throws(YAMLError) {
            document = try YAMLDocument(bytes)
        } catch {
            throw Self.error([error], file)
        }
        try Self.checkVersion(document)
        let reader = IssuerProfileReader(file: file)
        do throws(YAMLProblems) {
            self = try document.read { root in root.mapping { keys in reader.profile(keys) } }
        } catch {
            throw Self.error(error.problems, file)
        }
    }

    /// Looked at first: a later version may have keys that mean nothing here.
    private static func checkVersion(_ document: YAMLDocument) throws(IssuerError) {
        guard let version = try? document.root.mapping()["version"]?.integer(), version != 1 else { return }
        throw IssuerError(.madeByLaterVersion, "expected an issuer's profile of version 1, found version \(version)")
    }

    private static func error(_ problems: [YAMLError], _ file: String) -> IssuerError {
        let first = problems.first.map { problem in
            "\(file):\(problem.position): " + (problem.path.map { "\($0): " } ?? "") + problem.reason
        }
        var error = IssuerError(.profileMalformed, first ?? "\(file) was not understood")
        error.problems = problems
        return error
    }
}
