/// Why a file could not be fetched from an address on the web.
///
/// Two errors are equal when their codes are equal.
public struct RetrievalError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The address begins with something else than `https://`.
        case notHTTPS = "FETCH_NOT_HTTPS"
        /// The address is not written as one.
        case malformedAddress = "FETCH_ADDRESS_MALFORMED"
        /// The address holds a name or a password.
        case credentials = "FETCH_ADDRESS_CREDENTIALS"
        /// The address ends in a fragment or a query, which an address of a folder cannot have.
        case notAFolder = "FETCH_ADDRESS_NOT_A_FOLDER"
        /// The server stands in a private network or on this machine, and that was not allowed.
        case privateAddress = "FETCH_PRIVATE_ADDRESS"
        /// The address is one that no server can have.
        case impossibleAddress = "FETCH_IMPOSSIBLE_ADDRESS"
        /// The name of the server is not known.
        case hostNotFound = "FETCH_HOST_NOT_FOUND"
        /// The server does not take the connection.
        case notConnected = "FETCH_NOT_CONNECTED"
        /// The proxy that the environment names cannot be used.
        case proxy = "FETCH_PROXY"
        /// The server did not answer in time.
        case timeout = "FETCH_TIMEOUT"
        /// The server sent less than the least speed for too long.
        case tooSlow = "FETCH_TOO_SLOW"
        /// The server's certificate is not valid now.
        case certificateDate = "FETCH_CERTIFICATE_DATE"
        /// The server's certificate was made for another name.
        case certificateName = "FETCH_CERTIFICATE_NAME"
        /// The server's certificate is by nobody whom this machine trusts.
        case certificateUntrusted = "FETCH_CERTIFICATE_UNTRUSTED"
        /// The list of those whose certificates are trusted cannot be read.
        case certificateStore = "FETCH_CERTIFICATE_STORE"
        /// No secure connection came about.
        case insecure = "FETCH_TLS"
        /// The server sends to another server, to another port, or away from https.
        case redirectedElsewhere = "FETCH_REDIRECTED_ELSEWHERE"
        /// The server sends from one address to the next without an end.
        case redirectedTooOften = "FETCH_REDIRECTED_TOO_OFTEN"
        /// The server answered that it does not give the file.
        case refused = "FETCH_REFUSED"
        /// The file is larger than is accepted.
        case tooLarge = "FETCH_TOO_LARGE"
        /// The connection ended before the file did.
        case truncated = "FETCH_TRUNCATED"
        /// The file is compressed, which is never undone here.
        case compressed = "FETCH_COMPRESSED"
        /// The server did not answer as HTTP says.
        case notHTTP = "FETCH_NOT_HTTP"
        /// The program that fetches files is not there.
        case programMissing = "FETCH_PROGRAM_MISSING"
        /// The program that fetches files does not do its work.
        case programFailed = "FETCH_PROGRAM_FAILED"
    }

    /// What is wrong.
    public let code: Code

    /// What it is about, for example the name of a server, where a message should name it; text from outside.
    public let subject: String

    /// Names what is wrong, and what it is about.
    public init(_ code: Code, _ subject: String = "") {
        self.code = code
        self.subject = subject
    }
}

extension RetrievalError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: RetrievalError, right: RetrievalError) -> Bool { left.code == right.code }
}
