import Encodings
import LinkedData
import Proofs

/// Gives the contexts that are built in, for a processor of JSON-LD that is measured by itself.
struct BuiltInLoader: ContextLoader {
    func contextDocument(at url: String) throws -> JSONDocument? { try BuiltInContexts.context(at: url)?.document() }
}
