/// Comparison of values that an attacker must not learn byte by byte: tokens, authentication codes, commitments.
public enum ConstantTime {
    /// Whether both hold the same bytes.
    ///
    /// The time depends on the lengths alone, which are not secret.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool { equal(left.span, right.span) }

    /// Whether both hold the same bytes, in place.
    ///
    /// The time depends on the lengths alone, which are not secret.
    public static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        OpenSSL.equalInConstantTime(left, right)
    }
}
