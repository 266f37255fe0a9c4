import Carriers

/// The parts of documents that are spread over the files of one command, none of which has all: several photographs of one
/// page, or of several.
struct LooseParts {
    /// The files that have parts of one document.
    struct Group {
        /// What tells the document from others.
        let document: String
        /// What the files are called, in the order in which they came.
        fileprivate(set) var names: [String]
        /// The texts of the parts.
        fileprivate(set) var texts: [String]
        /// What a report is about where the parts give no document: the one file as it was received, else the texts.
        fileprivate(set) var received: [UInt8]

        /// What the files together are called.
        var name: String { names.joined(separator: " + ") }

        /// The document, or which parts no file has.
        func joined() -> Result<[UInt8], CarrierError> {
            do throws(CarrierError) {
                return .success(try QRParts.join(texts))
            } catch {
                return .failure(error)
            }
        }
    }

    /// A group for each document, in the order in which its first parts came.
    private(set) var groups: [Group] = []

    /// Keeps what a file has of a document until all files were looked at.
    ///
    /// - Returns: Whether it was kept. What is wrong in another way than that parts are missing is not put right by other
    ///   files.
    mutating func keep(_ parts: UnjoinedParts, from name: String, _ received: [UInt8]) -> Bool {
        guard parts.error.code == .partMissing, let document = QRParts.document(of: parts.texts) else { return false }
        guard let place = groups.firstIndex(where: { $0.document == document }) else {
            groups.append(Group(document: document, names: [name], texts: parts.texts, received: received))
            return true
        }
        groups[place].names.append(name)
        groups[place].texts += parts.texts
        groups[place].received = Array(groups[place].texts.joined(separator: "\n").utf8)
        return true
    }
}
