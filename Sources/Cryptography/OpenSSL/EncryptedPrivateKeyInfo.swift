import COpenSSL

/// The content of an encrypted PKCS#8 file: `EncryptedPrivateKeyInfo` of RFC 5958, section 3, under PBES2 (RFC 8018).
@safe final class EncryptedPrivateKeyInfo {
    /// What is said of a file that does not open: a wrong passphrase and damaged bytes look the same.
    static let doesNotOpen = CryptographyError(
        .wrongPassphrase, "the key file does not open: the passphrase is wrong, or the encrypted bytes are damaged")

    /// How the content is encrypted.
    let protection: KeyFileProtection

    private let structure: OpaquePointer

    /// Reads the structure, without opening it.
    ///
    /// - Throws: ``CryptographyError`` with code `keyFileBadDER` unless it is this structure to the last byte, or
    ///   `keyFileUnsupportedEncryption`.
    init(_ content: [UInt8]) throws(CryptographyError) {
        guard OpenSSL.isReady else { throw OpenSSL.failure("start") }
        let read = unsafe content.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            guard let structure = unsafe d2i_X509_SIG(nil, &position, bytes.count) else { return nil }
            // A reading that leaves bytes over, or writes back otherwise, is a reading of another file.
            var written: UnsafeMutablePointer<UInt8>?
            let writtenCount = unsafe Int(i2d_X509_SIG(structure, &written))
            defer { unsafe CRYPTO_free(written, nil, 0) }
            guard let written = unsafe written, writtenCount == bytes.count,
                unsafe UnsafeBufferPointer(start: written, count: writtenCount).elementsEqual(bytes)
            else {
                unsafe X509_SIG_free(structure)
                return nil
            }
            return unsafe structure
        }
        guard let structure = unsafe read else {
            OpenSSL.forgetErrors()
            throw CryptographyError(
                .keyFileBadDER, "the content of the key file is not an encrypted PKCS#8 private key")
        }
        do throws(CryptographyError) {
            protection = unsafe try Self.protection(of: structure)
        } catch {
            unsafe X509_SIG_free(structure)
            throw error
        }
        unsafe self.structure = structure
    }

    deinit { unsafe X509_SIG_free(structure) }

    /// Decrypts the content, whose cost has been checked.
    ///
    /// - Throws: ``CryptographyError`` with code `unusablePassphrase`, `wrongPassphrase` or
    ///   `keyFileUnsupportedEncryption`.
    func open(passphrase: SecretBytes) throws(CryptographyError) -> SecretBytes {
        guard passphrase.count <= PKCS8.maximumPassphraseByteCount else {
            throw CryptographyError(
                .unusablePassphrase,
                "a passphrase has at most \(PKCS8.maximumPassphraseByteCount) bytes, found \(passphrase.count)")
        }
        var algorithm: UnsafePointer<X509_ALGOR>?
        var encrypted: UnsafePointer<ASN1_OCTET_STRING>?
        unsafe X509_SIG_get0(structure, &algorithm, &encrypted)
        guard let algorithm = unsafe algorithm, let encrypted = unsafe encrypted else {
            throw OpenSSL.failure("read an encrypted private key")
        }
        let encryptedCount = unsafe ASN1_STRING_length(encrypted)
        guard let encryptedBytes = unsafe ASN1_STRING_get0_data(encrypted), encryptedCount > 0 else {
            throw CryptographyError(.keyFileBadDER, "the key file holds no encrypted bytes")
        }
        var plain: UnsafeMutablePointer<UInt8>?
        var plainCount: Int32 = 0
        let opened = unsafe passphrase.withUnsafeBytes { passphrase in
            unsafe PKCS12_pbe_crypt(
                algorithm, passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(passphrase.count),
                encryptedBytes, encryptedCount, &plain, &plainCount, 0)
        }
        guard unsafe opened != nil, let plain = unsafe plain, plainCount >= 0 else { throw Self.openingFailure() }
        defer { unsafe CRYPTO_clear_free(plain, Int(plainCount), nil, 0) }
        return try unsafe SecretBytes(copying: UnsafeBufferPointer(start: plain, count: Int(plainCount)).span)
    }

    /// Tells bytes that do not decrypt from a cipher that libcrypto does not have.
    private static func openingFailure() -> CryptographyError {
        defer { OpenSSL.forgetErrors() }
        while case let record = ERR_get_error(), record != 0 {
            let isFinal =
                ERR_GET_LIB(record) == ERR_LIB_PKCS12
                && ERR_GET_REASON(record) == PKCS12_R_PKCS12_CIPHERFINAL_ERROR
            if isFinal { return doesNotOpen }
        }
        return CryptographyError(
            .keyFileUnsupportedEncryption, "the cipher or the passphrase function of the key file is not supported")
    }
}

extension EncryptedPrivateKeyInfo {
    /// Reads the algorithms of PBES2 with their costs.
    private static func protection(of structure: OpaquePointer) throws(CryptographyError) -> KeyFileProtection {
        var algorithm: UnsafePointer<X509_ALGOR>?
        unsafe X509_SIG_get0(structure, &algorithm, nil)
        guard let algorithm = unsafe algorithm else { throw OpenSSL.failure("read an encrypted private key") }
        guard unsafe OBJ_obj2nid(algorithm.pointee.algorithm) == NID_pbes2 else {
            throw CryptographyError(
                .keyFileUnsupportedEncryption,
                "the key file is encrypted with \(unsafe name(of: algorithm.pointee.algorithm)), expected PBES2")
        }
        guard let scheme = unsafe ASN1_TYPE_unpack_sequence(PBE2PARAM_it(), algorithm.pointee.parameter) else {
            throw malformed("PBES2")
        }
        let parameters = unsafe scheme.assumingMemoryBound(to: PBE2PARAM.self)
        defer { unsafe PBE2PARAM_free(parameters) }
        guard let derivation = unsafe parameters.pointee.keyfunc, let cipher = unsafe parameters.pointee.encryption
        else {
            throw malformed("PBES2")
        }
        return KeyFileProtection(
            derivation: unsafe try self.derivation(derivation), cipher: unsafe name(of: cipher.pointee.algorithm))
    }

    private static func derivation(
        _ algorithm: UnsafePointer<X509_ALGOR>
    ) throws(CryptographyError) -> KeyFileProtection.Derivation {
        switch unsafe OBJ_obj2nid(algorithm.pointee.algorithm) {
        case NID_id_pbkdf2:
            guard let content = unsafe ASN1_TYPE_unpack_sequence(PBKDF2PARAM_it(), algorithm.pointee.parameter) else {
                throw malformed("PBKDF2")
            }
            let parameters = unsafe content.assumingMemoryBound(to: PBKDF2PARAM.self)
            defer { unsafe PBKDF2PARAM_free(parameters) }
            // RFC 8018, appendix A.2: HMAC with SHA-1 is the default function, and each has NULL for its parameters.
            var function = "hmacWithSHA1"
            if let algorithm = unsafe parameters.pointee.prf {
                function = unsafe name(of: algorithm.pointee.algorithm)
                if let parameter = unsafe algorithm.pointee.parameter, unsafe ASN1_TYPE_get(parameter) != V_ASN1_NULL {
                    throw malformed("PBKDF2")
                }
            }
            return .pbkdf2(iterations: unsafe try number(parameters.pointee.iter), function: function)
        case NID_id_scrypt:
            guard let content = unsafe ASN1_TYPE_unpack_sequence(SCRYPT_PARAMS_it(), algorithm.pointee.parameter) else {
                throw malformed("scrypt")
            }
            let parameters = unsafe content.assumingMemoryBound(to: SCRYPT_PARAMS.self)
            defer { unsafe SCRYPT_PARAMS_free(parameters) }
            return .scrypt(
                cost: unsafe try number(parameters.pointee.costParameter),
                blockSize: unsafe try number(parameters.pointee.blockSize),
                parallelization: unsafe try number(parameters.pointee.parallelizationParameter))
        default:
            throw CryptographyError(
                .keyFileUnsupportedEncryption,
                "the passphrase function of the key file is \(unsafe name(of: algorithm.pointee.algorithm)), "
                    + "expected PBKDF2 or scrypt")
        }
    }

    private static func number(_ integer: UnsafePointer<ASN1_INTEGER>?) throws(CryptographyError) -> UInt64 {
        var value: UInt64 = 0
        guard let integer = unsafe integer, unsafe ASN1_INTEGER_get_uint64(&value, integer) == 1 else {
            OpenSSL.forgetErrors()
            throw CryptographyError(
                .keyFileCostLimit, "a cost of the key file's passphrase function is negative, missing or beyond 64 bits"
            )
        }
        return value
    }

    private static func malformed(_ what: String) -> CryptographyError {
        OpenSSL.forgetErrors()
        return CryptographyError(.keyFileBadDER, "the \(what) parameters of the key file are not well formed")
    }

    /// The short name of an algorithm, or its number in dots.
    private static func name(of object: OpaquePointer?) -> String {
        guard let object = unsafe object else { return "an algorithm without a name" }
        let number = unsafe OBJ_obj2nid(object)
        if number != NID_undef, let name = unsafe OBJ_nid2sn(number) { return unsafe String(cString: name) }
        var text = [CChar](repeating: 0, count: 128)
        let count = unsafe OBJ_obj2txt(&text, Int32(text.count), object, 1)
        guard count > 0 else { return "an unknown algorithm" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension EncryptedPrivateKeyInfo {
    /// Encrypts the content of a PKCS#8 file with PBES2, AES-256-CBC and PBKDF2 with HMAC-SHA-512, and gives the DER
    /// bytes of the whole.
    ///
    /// libcrypto could write the content itself, but leaves a copy of the private key in memory that it frees.
    ///
    /// - Throws: ``CryptographyError`` with code `keyFileCostLimit`, `randomnessUnavailable` or `libraryFailure`.
    static func seal(
        _ content: SecretBytes, passphrase: SecretBytes, iterations: Int
    ) throws(CryptographyError) -> [UInt8] {
        guard let iterations = Int32(exactly: iterations), iterations > 0 else {
            throw CryptographyError(.keyFileCostLimit, "PBKDF2 needs at least one iteration")
        }
        var salt = try SecureRandom.bytes(16)
        let saltCount = Int32(salt.count)
        let made = unsafe salt.withUnsafeMutableBufferPointer {
            unsafe PKCS5_pbe2_set_iv(
                EVP_aes_256_cbc(), iterations, $0.baseAddress, saltCount, nil, NID_hmacWithSHA512)
        }
        guard let scheme = unsafe made else { throw OpenSSL.failure("choose the encryption of a private key") }
        defer { unsafe X509_ALGOR_free(scheme) }
        var encrypted: UnsafeMutablePointer<UInt8>?
        var encryptedCount: Int32 = 0
        let sealed = unsafe passphrase.withUnsafeBytes { passphrase in
            unsafe content.withUnsafeBytes { content in
                unsafe PKCS12_pbe_crypt(
                    scheme, passphrase.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(passphrase.count),
                    content.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(content.count), &encrypted,
                    &encryptedCount, 1)
            }
        }
        guard unsafe sealed != nil, let encrypted = unsafe encrypted else {
            throw OpenSSL.failure("encrypt a private key")
        }
        defer { unsafe CRYPTO_free(encrypted, nil, 0) }
        return try unsafe encoding(scheme, UnsafeBufferPointer(start: encrypted, count: Int(encryptedCount)))
    }

    /// The DER bytes of the structure.
    private static func encoding(
        _ scheme: UnsafePointer<X509_ALGOR>, _ encrypted: UnsafeBufferPointer<UInt8>
    ) throws(CryptographyError) -> [UInt8] {
        guard let structure = unsafe X509_SIG_new() else { throw OpenSSL.failure("write an encrypted private key") }
        defer { unsafe X509_SIG_free(structure) }
        var algorithm: UnsafeMutablePointer<X509_ALGOR>?
        var octets: UnsafeMutablePointer<ASN1_OCTET_STRING>?
        unsafe X509_SIG_getm(structure, &algorithm, &octets)
        var written: UnsafeMutablePointer<UInt8>?
        guard unsafe X509_ALGOR_copy(algorithm, scheme) == 1,
            unsafe ASN1_OCTET_STRING_set(octets, encrypted.baseAddress, Int32(encrypted.count)) == 1,
            case let count = unsafe i2d_X509_SIG(structure, &written), count > 0, let written = unsafe written
        else { throw OpenSSL.failure("write an encrypted private key") }
        defer { unsafe CRYPTO_free(written, nil, 0) }
        return unsafe Array(UnsafeBufferPointer(start: written, count: Int(count)))
    }
}
