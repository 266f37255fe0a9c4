import CPKCS11
import Glibc
import Synchronization

/// A PKCS#11 driver in this process.
///
/// It is loaded once and stays: drivers do not survive being started twice.
struct TokenDriver: Sendable {
    /// The functions of the driver, which live as long as the process.
    @safe struct Functions: @unchecked Sendable {
        let list: UnsafeMutablePointer<CK_FUNCTION_LIST>
    }

    private static let loaded = Mutex<[String: Functions]>([:])

    let functions: Functions

    init(_ path: String) throws(HardwareKeyError) {
        functions = try Self.loaded.withLock { loaded throws(HardwareKeyError) in
            if let known = loaded[path] { return known }
            let found = try Self.load(path)
            loaded[path] = found
            return found
        }
    }

    private static func load(_ path: String) throws(HardwareKeyError) -> Functions {
        // A name without a slash would be looked for in folders that somebody else may fill.
        guard path.utf8.first == UInt8(ascii: "/") else {
            throw HardwareKeyError(.driverUnusable, "expected the whole path of a PKCS#11 driver, from / on")
        }
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw HardwareKeyError(.driverUnusable, "the driver of the device cannot be loaded from \(path)")
        }
        typealias GetFunctionList =
            @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<CK_FUNCTION_LIST>?>?) -> CK_RV
        guard let symbol = unsafe dlsym(library, "C_GetFunctionList") else {
            throw HardwareKeyError(.driverUnusable, "expected a PKCS#11 driver, found another library at \(path)")
        }
        let getList = unsafe unsafeBitCast(symbol, to: GetFunctionList.self)
        var list: UnsafeMutablePointer<CK_FUNCTION_LIST>?
        try unsafe check(getList(&list), "C_GetFunctionList")
        guard let list = unsafe list, let initialize = unsafe list.pointee.C_Initialize else {
            throw HardwareKeyError(.driverUnusable, "expected a PKCS#11 driver, found one without functions at \(path)")
        }
        var arguments = unsafe CK_C_INITIALIZE_ARGS()
        unsafe arguments.flags = CK_FLAGS(CKF_OS_LOCKING_OK)
        let answer = unsafe initialize(&arguments)
        guard answer == CK_RV(CKR_CRYPTOKI_ALREADY_INITIALIZED) else {
            try check(answer, "C_Initialize")
            return unsafe Functions(list: list)
        }
        return unsafe Functions(list: list)
    }

    /// Refuses what a device answers to a call but success.
    static func check(_ answer: CK_RV, _ call: StaticString) throws(HardwareKeyError) {
        switch answer {
        case CK_RV(CKR_OK): return
        case CK_RV(CKR_PIN_INCORRECT), CK_RV(CKR_PIN_INVALID), CK_RV(CKR_PIN_LEN_RANGE):
            throw HardwareKeyError(.pinWrong, "the token does not accept this PIN")
        case CK_RV(CKR_PIN_LOCKED):
            throw HardwareKeyError(.pinLocked, "the token's PIN is locked: it was entered wrong too often")
        case CK_RV(CKR_TOKEN_NOT_PRESENT), CK_RV(CKR_DEVICE_REMOVED), CK_RV(CKR_TOKEN_NOT_RECOGNIZED):
            throw HardwareKeyError(.tokenMissing, "the token was taken out, or cannot be read")
        default:
            throw HardwareKeyError(
                .deviceFailed, "the device answered 0x\(String(answer, radix: 16)) to \(call) (PKCS#11 return value)")
        }
    }
}
