import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Storage

extension TrustFolder {
    /// The name of the file that says which file stands for which address.
    private static let indexName = "index.json"

    /// One line of the index.
    private struct Entry {
        let url: String
        let file: String
        let digest: String
    }

    /// The contexts in the folder `contexts`, each as its index names it, with the hash that was pinned.
    static func contexts(in path: String) throws(TrustFolderError) -> LinkedDataContexts {
        let entries = try index(in: path)
        guard !entries.isEmpty else { return .builtIn }
        var documents: [String: JSONDocument] = [:]
        for entry in entries {
            let file = path + "/" + contextsName + "/" + entry.file
            let bytes = try read(file, limit: Limits.credential.documentByteCount)
            guard try digest(bytes) == entry.digest else { throw .context(file, .digestMismatch) }
            documents[entry.url] = try parsed(bytes, file)
        }
        return LinkedDataContexts(adding: documents)
    }

    /// Puts a context document into a trust folder, so that documents with its address can be read as linked data.
    ///
    /// - Parameters:
    ///   - digest: The SHA-256 or SHA-384 hash that the file must have, in hexadecimal digits or as `digestMultibase` or
    ///     `digestSRI` has it; `nil` to take the file as it is.
    ///   - isReplacing: Whether the document takes the place of another one at its address.
    ///   - file: What to call the file in an error.
    /// - Returns: The SHA-256 hash that is pinned from now on, in hexadecimal digits, and the address of a context that this
    ///   one refers to and that is not at hand, without which it cannot be used.
    /// - Throws: ``TrustFolderError`` with case `context`, `contextRefused` or `storage`.
    @discardableResult
    public static func addContext(
        _ bytes: [UInt8], at url: String, digest expected: String? = nil, replacing isReplacing: Bool = false,
        to path: String,
        file: String
    ) throws(TrustFolderError) -> (digest: String, missing: String?) {
        guard URLSyntax.isAbsolute(url) else { throw .context(file, .address) }
        guard BuiltInContexts.context(at: url) == nil else { throw .context(file, .builtIn) }
        let document = try parsed(bytes, file)
        let digest = try digest(bytes)
        var entries = try index(in: path)
        // Whoever changes what words mean, changes what credentials say that were judged before.
        if !isReplacing, entries.contains(where: { $0.url.utf8.elementsEqual(url.utf8) && $0.digest != digest }) {
            throw .context(file, .pinned)
        }
        entries.removeAll { $0.url.utf8.elementsEqual(url.utf8) }
        // With the others that are kept, as it may refer to them.
        var documents: [String: JSONDocument] = [url: document]
        for entry in entries {
            let place = path + "/" + contextsName + "/" + entry.file
            documents[entry.url] = try parsed(try read(place, limit: Limits.credential.documentByteCount), place)
        }
        let known = LinkedDataContexts(adding: documents)
        if let fault = known.contextFault(at: url) {
            throw .contextRefused(file, pointer: fault.pointer, reason: fault.reason)
        }
        if let expected {
            guard let wanted = ReferenceDigest.parse(expected) else { throw .context(file, .digestUnreadable) }
            guard KnownContexts.isDigest(wanted, of: bytes) == true else { throw .context(file, .digestMismatch) }
        }
        // Named by its own hash: the index is replaced last, so that it names whole files at any moment.
        let name = digest + ".json"
        entries.append(Entry(url: url, file: name, digest: digest))
        try store(bytes, in: path + "/" + contextsName, as: name)
        let value: JSONValue = [
            "contexts": .array(
                entries.map { ["url": .string($0.url), "file": .string($0.file), "sha256": .string($0.digest)] })
        ]
        try store(value.serialized(), in: path + "/" + contextsName, as: indexName)
        return (digest, known.missingContext(of: url))
    }

    private static func index(in path: String) throws(TrustFolderError) -> [Entry] {
        let file = path + "/" + contextsName + "/" + indexName
        let bytes: [UInt8]
        do throws(TrustFolderError) {
            bytes = try read(file, limit: Limits.credential.documentByteCount)
        } catch {
            guard case .storage(let cause) = error, cause.code == .notFound else { throw error }
            return []
        }
        guard let list = (try? JSONDocument(parsing: bytes, limits: .credential))?.root["contexts"], list.kind == .array
        else { throw .context(file, .indexMalformed) }
        var entries: [Entry] = []
        for entry in list.elements {
            guard let url = entry["url"]?.string, let name = entry["file"]?.string,
                let digest = entry["sha256"]?.string,
                !name.utf8.contains(UInt8(ascii: "/")), !name.isEmpty
            else { throw .context(file, .indexMalformed) }
            entries.append(Entry(url: url, file: name, digest: digest))
        }
        return entries
    }

    private static func parsed(_ bytes: [UInt8], _ file: String) throws(TrustFolderError) -> JSONDocument {
        guard let document = try? JSONDocument(parsing: bytes, limits: .general) else {
            throw .context(file, .unreadable)
        }
        guard document.root.kind == .object, document.root["@context"] != nil else { throw .context(file, .notContext) }
        return document
    }

    private static func digest(_ bytes: [UInt8]) throws(TrustFolderError) -> String {
        do throws(CryptographyError) {
            return hexadecimal(try SHA256.hash(bytes))
        } catch {
            throw .storage(StorageError(.inputOutput, error.reason))
        }
    }
}
