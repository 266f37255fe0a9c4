import CQREncode
import Glibc
public import PaperExchange

extension QRCode {
    /// The letters that take 5.5 bits each (ISO/IEC 18004, table 5).
    private static let shortLetters = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    /// Makes the smallest code that holds a text.
    ///
    /// - Throws: ``PaperError`` with code `codeTooLong` for a text that no code can hold or that is empty, or `library`.
    public init(_ text: String, redundancy: Redundancy = .medium) throws(PaperError) {
        let bytes = Array(text.utf8)
        let mode = bytes.allSatisfy(Self.shortLetters.contains) ? QR_MODE_AN : QR_MODE_8
        guard !bytes.isEmpty, let input = unsafe QRinput_new2(0, redundancy.level) else {
            throw PaperError(.codeTooLong)
        }
        defer { unsafe QRinput_free(input) }
        // Without a mark, readers guess in which encoding other letters are (ISO/IEC 18004, section 7.4.2); 26 is UTF-8.
        if bytes.contains(where: { $0 > 0x7F }), unsafe QRinput_appendECIheader(input, 26) != 0 {
            throw PaperError(.library, "libqrencode")
        }
        let added = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe QRinput_append(input, mode, Int32(clamping: buffer.count), buffer.baseAddress)
        }
        guard added == 0, let code = unsafe QRcode_encodeInput(input) else {
            throw PaperError(errno == ENOMEM ? .library : .codeTooLong)
        }
        defer { unsafe QRcode_free(code) }
        let side = unsafe Int(code.pointee.width)
        guard (21...177).contains(side), let data = unsafe code.pointee.data else { throw PaperError(.library) }
        // The lowest bit of each byte is the module; the others say what it is for.
        let modules = unsafe UnsafeBufferPointer(start: data, count: side * side).map { $0 & 1 == 1 }
        self.init(side: side, modules: modules)
    }
}

extension QRCode.Redundancy {
    fileprivate var level: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        }
    }
}
