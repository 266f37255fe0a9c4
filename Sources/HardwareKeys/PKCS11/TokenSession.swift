import CPKCS11
import Cryptography

/// A key pair in a token.
struct TokenKey: Sendable {
    let privateKey: CK_OBJECT_HANDLE
    let publicKey: Ed25519PublicKey
}

/// A session with a token, logged in as its user.
///
/// Not for two threads at once.
final class TokenSession: Sendable {
    private let functions: TokenDriver.Functions
    private let handle: CK_SESSION_HANDLE
    private let tokenLabel: String

    /// The DER form of the name `edwards25519`, as `CKA_EC_PARAMS` has it.
    private static let curve: [UInt8] = [0x13, 12] + Array("edwards25519".utf8)

    init(_ token: HardwareToken, pin: SecretBytes) throws(HardwareKeyError) {
        functions = try TokenDriver(token.driver).functions
        tokenLabel = token.label
        let slot = try Self.slot(token, functions)
        var handle: CK_SESSION_HANDLE = 0
        let flags = CK_FLAGS(CKF_SERIAL_SESSION | CKF_RW_SESSION)
        try Self.call("C_OpenSession", functions) { unsafe $0.C_OpenSession?(slot, flags, nil, nil, &handle) }
        self.handle = handle
        do throws(HardwareKeyError) {
            try login(pin)
        } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    private func close() { _ = unsafe functions.list.pointee.C_CloseSession?(handle) }

    private func login(_ pin: SecretBytes) throws(HardwareKeyError) {
        var answer: CK_RV?
        pin.withSpan { bytes in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe answer = functions.list.pointee.C_Login?(
                    handle, CK_USER_TYPE(CKU_USER), UnsafeMutablePointer(mutating: bytes.baseAddress),
                    CK_ULONG(bytes.count))
            }
        }
        // Who is logged in is so in all sessions of the program.
        if answer == CK_RV(CKR_USER_ALREADY_LOGGED_IN) { return }
        try Self.check(answer, "C_Login")
    }

    /// The one slot with the token.
    private static func slot(
        _ token: HardwareToken, _ functions: TokenDriver.Functions
    ) throws(HardwareKeyError) -> CK_SLOT_ID {
        var count: CK_ULONG = 0
        try call("C_GetSlotList", functions) { unsafe $0.C_GetSlotList?(CK_BBOOL(CK_TRUE), nil, &count) }
        var slots = [CK_SLOT_ID](repeating: 0, count: Int(count))
        try call("C_GetSlotList", functions) { unsafe $0.C_GetSlotList?(CK_BBOOL(CK_TRUE), &slots, &count) }
        var found: [CK_SLOT_ID] = []
        var labels: [String] = []
        for slot in slots.prefix(Int(count)) {
            var info = CK_TOKEN_INFO()
            try call("C_GetTokenInfo", functions) { unsafe $0.C_GetTokenInfo?(slot, &info) }
            let label = text(info.label)
            if label.utf8.elementsEqual(token.label.utf8) { found.append(slot) } else { labels.append(label) }
        }
        guard found.count <= 1 else {
            throw HardwareKeyError(.tokenAmbiguous, "expected one token '\(token.label)', found \(found.count)")
        }
        guard let slot = found.first else {
            let others = labels.filter { !$0.isEmpty }
            throw HardwareKeyError(
                .tokenMissing,
                "expected a token '\(token.label)', found "
                    + (others.isEmpty ? "none" : others.map { "'\($0)'" }.joined(separator: ", ")))
        }
        return slot
    }

    /// A label, which is filled up with spaces (PKCS #11, section 3.2).
    private static func text<Bytes>(_ label: Bytes) -> String {
        var label = label
        let bytes = unsafe withUnsafeBytes(of: &label) { unsafe Array($0) }
        let end = (bytes.lastIndex { $0 != UInt8(ascii: " ") && $0 != 0 } ?? -1) + 1
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    // MARK: Keys

    /// The key pair with a label.
    func key(_ label: String) throws(HardwareKeyError) -> TokenKey {
        let privateKeys = try objects(CK_OBJECT_CLASS(CKO_PRIVATE_KEY), label)
        let publicKeys = try objects(CK_OBJECT_CLASS(CKO_PUBLIC_KEY), label)
        guard let privateKey = privateKeys.first, let publicKey = publicKeys.first else {
            throw HardwareKeyError(
                .keyMissing, "expected an Ed25519 key pair '\(label)' in the token '\(tokenLabel)', found none")
        }
        guard privateKeys.count == 1, publicKeys.count == 1 else {
            throw HardwareKeyError(
                .keyAmbiguous, "expected one key pair '\(label)' in the token '\(tokenLabel)', found several")
        }
        return TokenKey(privateKey: privateKey, publicKey: try point(of: publicKey, label))
    }

    /// The public key of an object: its point as it is, or as an OCTET STRING (PKCS #11 leaves both).
    private func point(of object: CK_OBJECT_HANDLE, _ label: String) throws(HardwareKeyError) -> Ed25519PublicKey {
        var point = [UInt8](repeating: 0, count: 128)
        var length = 0
        let answer = unsafe point.withUnsafeMutableBytes { buffer in
            var attribute = unsafe CK_ATTRIBUTE(
                type: CK_ATTRIBUTE_TYPE(CKA_EC_POINT), pValue: buffer.baseAddress, ulValueLen: CK_ULONG(buffer.count))
            let answer = unsafe functions.list.pointee.C_GetAttributeValue?(handle, object, &attribute, 1)
            unsafe length = attribute.ulValueLen <= CK_ULONG(buffer.count) ? Int(attribute.ulValueLen) : 0
            return answer
        }
        try Self.check(answer, "C_GetAttributeValue")
        var bytes = Array(point.prefix(length))
        if bytes.count == 34, bytes.starts(with: [0x04, 32]) { bytes.removeFirst(2) }
        do throws(CryptographyError) {
            return try Ed25519PublicKey(bytes: bytes)
        } catch {
            throw HardwareKeyError(.keyUnusable, "the public key '\(label)' cannot be used: \(error.reason)")
        }
    }

    /// Ed25519 keys of a class with a label.
    private func objects(_ kind: CK_OBJECT_CLASS, _ label: String) throws(HardwareKeyError) -> [CK_OBJECT_HANDLE] {
        unsafe try withTemplate(
            [
                (CK_ATTRIBUTE_TYPE(CKA_CLASS), Self.bytes(kind)),
                (CK_ATTRIBUTE_TYPE(CKA_KEY_TYPE), Self.bytes(CK_KEY_TYPE(CKK_EC_EDWARDS))),
                (CK_ATTRIBUTE_TYPE(CKA_LABEL), Array(label.utf8)),
            ]
        ) { template throws(HardwareKeyError) in
            try call("C_FindObjectsInit") {
                unsafe $0.C_FindObjectsInit?(handle, template.baseAddress, CK_ULONG(template.count))
            }
            defer { _ = unsafe functions.list.pointee.C_FindObjectsFinal?(handle) }
            var found = [CK_OBJECT_HANDLE](repeating: 0, count: 2)
            var count: CK_ULONG = 0
            try call("C_FindObjects") { unsafe $0.C_FindObjects?(handle, &found, 2, &count) }
            return Array(found.prefix(Int(count)))
        }
    }

    /// Makes a key pair that stays in the token.
    func makeKey(_ label: String) throws(HardwareKeyError) {
        let name = Array(label.utf8)
        guard try objects(CK_OBJECT_CLASS(CKO_PRIVATE_KEY), label).isEmpty,
            try objects(CK_OBJECT_CLASS(CKO_PUBLIC_KEY), label).isEmpty
        else {
            throw HardwareKeyError(.keyExists, "the token '\(tokenLabel)' has a key '\(label)' already")
        }
        let yes = Self.bytes(CK_BBOOL(CK_TRUE))
        let no = Self.bytes(CK_BBOOL(CK_FALSE))
        let id: [UInt8]
        do throws(CryptographyError) {
            id = try SecureRandom.bytes(16)
        } catch {
            throw HardwareKeyError(.deviceFailed, error.reason)
        }
        let shared = [
            (CK_ATTRIBUTE_TYPE(CKA_TOKEN), yes), (CK_ATTRIBUTE_TYPE(CKA_LABEL), name), (CK_ATTRIBUTE_TYPE(CKA_ID), id),
        ]
        let publicPart =
            shared + [(CK_ATTRIBUTE_TYPE(CKA_VERIFY), yes), (CK_ATTRIBUTE_TYPE(CKA_EC_PARAMS), Self.curve)]
        let privatePart =
            shared + [
                (CK_ATTRIBUTE_TYPE(CKA_SIGN), yes), (CK_ATTRIBUTE_TYPE(CKA_PRIVATE), yes),
                (CK_ATTRIBUTE_TYPE(CKA_SENSITIVE), yes), (CK_ATTRIBUTE_TYPE(CKA_EXTRACTABLE), no),
            ]
        unsafe try withTemplate(publicPart) { open throws(HardwareKeyError) in
            unsafe try withTemplate(privatePart) { secret throws(HardwareKeyError) in
                var mechanism = unsafe CK_MECHANISM(
                    mechanism: CK_MECHANISM_TYPE(CKM_EC_EDWARDS_KEY_PAIR_GEN), pParameter: nil, ulParameterLen: 0)
                var keys: (CK_OBJECT_HANDLE, CK_OBJECT_HANDLE) = (0, 0)
                try call("C_GenerateKeyPair") {
                    unsafe $0.C_GenerateKeyPair?(
                        handle, &mechanism, open.baseAddress, CK_ULONG(open.count), secret.baseAddress,
                        CK_ULONG(secret.count), &keys.0, &keys.1)
                }
            }
        }
    }

    /// The signature of a message, 64 bytes.
    func sign(_ message: [UInt8], with key: TokenKey) throws(HardwareKeyError) -> [UInt8] {
        var mechanism = unsafe CK_MECHANISM(
            mechanism: CK_MECHANISM_TYPE(CKM_EDDSA), pParameter: nil, ulParameterLen: 0)
        try call("C_SignInit") { unsafe $0.C_SignInit?(handle, &mechanism, key.privateKey) }
        var message = message
        var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)
        var length = CK_ULONG(signature.count)
        let count = CK_ULONG(message.count)
        try call("C_Sign") { unsafe $0.C_Sign?(handle, &message, count, &signature, &length) }
        guard length == CK_ULONG(signature.count) else {
            throw HardwareKeyError(.deviceFailed, "expected a signature of 64 bytes, found \(length)")
        }
        return signature
    }

    // MARK: Calls

    private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        unsafe withUnsafeBytes(of: number) { unsafe Array($0) }
    }

    /// Lends attributes to a call.
    private func withTemplate<Result>(
        _ attributes: [(type: CK_ATTRIBUTE_TYPE, value: [UInt8])],
        _ body: (UnsafeMutableBufferPointer<CK_ATTRIBUTE>) throws(HardwareKeyError) -> Result
    ) throws(HardwareKeyError) -> Result {
        var values = attributes.flatMap(\.value)
        var outcome: Swift.Result<Result, HardwareKeyError>?
        unsafe values.withUnsafeMutableBytes { buffer in
            var start = 0
            var template = unsafe attributes.map { attribute in
                let place = unsafe buffer.baseAddress.map { unsafe $0 + start }
                start += attribute.value.count
                return unsafe CK_ATTRIBUTE(
                    type: attribute.type, pValue: place, ulValueLen: CK_ULONG(attribute.value.count))
            }
            unsafe template.withUnsafeMutableBufferPointer { template in
                do throws(HardwareKeyError) {
                    outcome = .success(try unsafe body(template))
                } catch {
                    outcome = .failure(error)
                }
            }
        }
        guard let outcome else { throw HardwareKeyError(.deviceFailed, "a call to the device was not made") }
        return try outcome.get()
    }

    private func call(
        _ name: StaticString, _ body: (CK_FUNCTION_LIST) -> CK_RV?
    ) throws(HardwareKeyError) {
        try Self.call(name, functions, body)
    }

    private static func call(
        _ name: StaticString, _ functions: TokenDriver.Functions, _ body: (CK_FUNCTION_LIST) -> CK_RV?
    ) throws(HardwareKeyError) {
        try check(unsafe body(functions.list.pointee), name)
    }

    private static func check(_ answer: CK_RV?, _ name: StaticString) throws(HardwareKeyError) {
        guard let answer else {
            throw HardwareKeyError(.driverUnusable, "expected a PKCS#11 driver with \(name), found one without")
        }
        try TokenDriver.check(answer, name)
    }
}
