/// What a server is granted of time, speed and patience.
public enum RetrievalLimits {
    /// How long a connection may take to come about, in milliseconds.
    public static let connectMilliseconds = 15_000
    /// The least speed, in bytes a second.
    public static let leastSpeed = 500
    /// How long a server may stay below the least speed, in seconds.
    public static let slowSeconds = 20
    /// How often a server may send to another address of its own.
    public static let redirects = 3
    /// The most bytes of headers, those of all answers to one request together.
    public static let headerByteCount = 65_536
    /// The most bytes of an error page, which nobody reads.
    public static let errorPageByteCount = 65_536
    /// How long everything together may take, in seconds, unless somebody says otherwise.
    public static let usualSeconds = 120
}
