import CCurl
import Glibc
import Retrieval

/// A session of libcurl, which keeps connections from one file to the next; its pointer never leaves it.
@safe final class CurlSession {
    /// What a server answered.
    struct Answer {
        let status: Int
        let bytes: [UInt8]
        /// Where the server sends to, as a whole address.
        let redirect: String?
    }

    private let handle: UnsafeMutableRawPointer
    private let certificateFile: String?
    private let certificateFolder: String?

    init(certificateFile: String?, certificateFolder: String?) throws(RetrievalError) {
        guard curl_global_init(Int(CURL_GLOBAL_SSL)) == CURLE_OK, let handle = unsafe curl_easy_init() else {
            throw RetrievalError(.programFailed)
        }
        unsafe self.handle = unsafe handle
        self.certificateFile = certificateFile
        self.certificateFolder = certificateFolder
    }

    deinit { unsafe curl_easy_cleanup(handle) }

    /// Asks for what stands at an address, and follows nothing.
    func get(
        _ address: WebAddress, through proxy: String?, byteLimit: Int, milliseconds: Int, policy: AddressPolicy
    ) throws(RetrievalError) -> Answer {
        let reception = Reception(byteLimit: byteLimit)
        let context = TransferContext(reception, proxy == nil ? policy : nil)
        // Connections stay; every option is as in a new session, and so is set again.
        unsafe curl_easy_reset(handle)
        try set(address, proxy, byteLimit: byteLimit, milliseconds: milliseconds)
        try connect(context)
        let start = ContinuousClock.now
        let code = withExtendedLifetime(context) { unsafe curl_easy_perform(handle) }
        // Of an error page that is too long the status is all that counts.
        let isErrorPage = code == CURLE_WRITE_ERROR && reception.refusal == nil && reception.status != 200
        let isWhole = code == CURLE_OK || isErrorPage
        guard isWhole else {
            let failure = CurlFailure(
                code: code, reception: reception, address: address, isProxied: proxy != nil,
                isOverdue: start.duration(to: .now) >= .milliseconds(milliseconds - 100),
                isConnected: offset(CURLINFO_PRETRANSFER_TIME_T) > 0,
                certificateFault: long(CURLINFO_SSL_VERIFYRESULT), proxyStatus: long(CURLINFO_HTTP_CONNECTCODE))
            throw failure.error
        }
        return Answer(
            status: long(CURLINFO_RESPONSE_CODE), bytes: reception.bytes, redirect: text(CURLINFO_REDIRECT_URL))
    }

    // MARK: The options

    private func set(
        _ address: WebAddress, _ proxy: String?, byteLimit: Int, milliseconds: Int
    ) throws(RetrievalError) {
        try set(CURLOPT_URL, address.text)
        guard unsafe curl_easy_setopt_https_only(handle) == CURLE_OK else { throw RetrievalError(.programFailed) }
        try set(CURLOPT_USERAGENT, "testamur")
        // An empty text means no proxy, whatever the environment says; it was read already.
        try set(CURLOPT_PROXY, proxy ?? "")
        try set(CURLOPT_NOPROXY, "")
        if certificateFile != nil || certificateFolder != nil {
            try set(CURLOPT_CAINFO, certificateFile)
            try set(CURLOPT_CAPATH, certificateFolder)
        }
        for (option, value) in [
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
            (CURLOPT_PROXY_SSL_VERIFYPEER, 1), (CURLOPT_PROXY_SSL_VERIFYHOST, 2),
            (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_DISALLOW_USERNAME_IN_URL, 1), (CURLOPT_PATH_AS_IS, 1),
            (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1), (CURLOPT_HTTP_CONTENT_DECODING, 0),
            (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_NOPROGRESS, 0),
            (CURLOPT_CONNECTTIMEOUT_MS, min(RetrievalLimits.connectMilliseconds, milliseconds)),
            (CURLOPT_TIMEOUT_MS, milliseconds), (CURLOPT_LOW_SPEED_LIMIT, RetrievalLimits.leastSpeed),
            (CURLOPT_LOW_SPEED_TIME, RetrievalLimits.slowSeconds),
        ] {
            guard unsafe curl_easy_setopt_long(handle, option, value) == CURLE_OK else {
                throw RetrievalError(.programFailed)
            }
        }
        guard unsafe curl_easy_setopt_offset(handle, CURLOPT_MAXFILESIZE_LARGE, byteLimit) == CURLE_OK else {
            throw RetrievalError(.programFailed)
        }
    }

    private func set(_ option: CURLoption, _ text: String?) throws(RetrievalError) {
        // libcurl keeps a copy.
        let code =
            unsafe text.map { unsafe $0.withCString { unsafe curl_easy_setopt_text(handle, option, $0) } }
            ?? curl_easy_setopt_text(handle, option, nil)
        guard code == CURLE_OK else { throw RetrievalError(.programFailed) }
    }

    private func connect(_ context: TransferContext) throws(RetrievalError) {
        let pointer = unsafe Unmanaged.passUnretained(context).toOpaque()
        let codes = unsafe [
            curl_easy_setopt_pointer(handle, CURLOPT_WRITEDATA, pointer),
            curl_easy_setopt_write(handle, CURLOPT_WRITEFUNCTION, TransferContext.body),
            curl_easy_setopt_pointer(handle, CURLOPT_HEADERDATA, pointer),
            curl_easy_setopt_write(handle, CURLOPT_HEADERFUNCTION, TransferContext.header),
            curl_easy_setopt_pointer(handle, CURLOPT_OPENSOCKETDATA, pointer),
            curl_easy_setopt_socket(handle, TransferContext.socket),
            curl_easy_setopt_progress(handle, TransferContext.progress),
        ]
        guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw RetrievalError(.programFailed) }
    }

    // MARK: What is known afterwards

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe curl_easy_getinfo_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    private func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return unsafe curl_easy_getinfo_offset(handle, info, &value) == CURLE_OK ? Int(value) : 0
    }

    private func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard unsafe curl_easy_getinfo_text(handle, info, &value) == CURLE_OK, let value = unsafe value else {
            return nil
        }
        return unsafe String(cString: value)
    }
}
