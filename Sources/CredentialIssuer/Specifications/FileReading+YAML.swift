import Credentials
import YAMLDocuments

extension FileReading {
    /// Reads a YAML file of fields.
    init(_ bytes: [UInt8], file: String, _ read: (FieldReader) -> Value?) {
        let problems = FileProblems(file: file)
        do throws(YAMLError) {
            let document = try YAMLDocument(bytes)
            let value = FieldValue(document.root, problems).fields(read)
            self.init(value: value, findings: problems.findings)
        } catch {
            problems.add(error)
            self.init(value: nil, findings: problems.findings)
        }
    }
}
