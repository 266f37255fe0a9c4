/// The version of JSON-LD that a processor follows (JSON-LD 1.1 API, section 9.3, `processingMode`).
public enum ProcessingMode: Sendable, Hashable {
    /// Contexts may have what JSON-LD 1.1 allows.
    case version11
    /// Contexts that have what came with JSON-LD 1.1 are refused.
    case version10
}
