import CCurl
import Retrieval

/// A transfer that failed, and everything that tells why.
struct CurlFailure {
    let code: CURLcode
    let reception: Reception
    let address: WebAddress
    let isProxied: Bool
    /// Whether all the time there was is used up.
    let isOverdue: Bool
    /// Whether a connection came about, and with it the secure one.
    let isConnected: Bool
    /// What OpenSSL found wrong with the certificate; 0 for nothing.
    let certificateFault: Int
    /// What the proxy answered; 0 without one.
    let proxyStatus: Int

    /// The reason in words of this program.
    var error: RetrievalError {
        if let refusal = reception.refusal { return refusal }
        let host = address.origin
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return RetrievalError(.proxy, host)
        case CURLE_COULDNT_RESOLVE_HOST: return RetrievalError(.hostNotFound, address.host)
        case CURLE_COULDNT_CONNECT: return notConnected
        case CURLE_OPERATION_TIMEDOUT: return RetrievalError(isOverdue || !isConnected ? .timeout : .tooSlow, host)
        case CURLE_PEER_FAILED_VERIFICATION: return RetrievalError(certificate, host)
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE: return RetrievalError(.certificateStore)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED: return RetrievalError(.insecure, host)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING: return RetrievalError(.truncated, host)
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            if isProxied, proxyStatus != 200 { return RetrievalError(.proxy, host) }
            return RetrievalError(.truncated, host)
        case CURLE_FILESIZE_EXCEEDED: return reception.tooLarge
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
            return RetrievalError(.notHTTP, host)
        default: return RetrievalError(.programFailed, "libcurl \(code.rawValue)")
        }
    }

    private var notConnected: RetrievalError {
        if let blocked = reception.blocked {
            let isNamed = address.number == nil
            return RetrievalError(blocked.code, isNamed ? "\(address.host) (\(blocked.subject))" : address.host)
        }
        return RetrievalError(isProxied ? .proxy : .notConnected, address.origin)
    }

    /// What is wrong with the certificate, by the codes of X509_verify_cert_error_string(3).
    ///
    /// Where the chain holds and only the name is another, libcurl leaves the 1 that it began with.
    private var certificate: RetrievalError.Code {
        switch certificateFault {
        case 0, 1, 62, 64: .certificateName
        case 9, 10: .certificateDate
        default: .certificateUntrusted
        }
    }
}
