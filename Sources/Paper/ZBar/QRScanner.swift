import CZBar
import PaperExchange

/// Finds QR codes in a picture, by zbar: the one place that calls it.
@safe final class QRScanner {
    private let scanner: OpaquePointer

    /// Prepares a scanner for QR codes and nothing else.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    init() throws(PaperError) {
        guard let scanner = unsafe zbar_image_scanner_create() else { throw PaperError(.library, "zbar") }
        unsafe self.scanner = scanner
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        // The bytes as they are: otherwise zbar guesses an encoding from them.
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
    }

    deinit { unsafe zbar_image_scanner_destroy(scanner) }

    /// The texts of all codes that are found, in no order.
    func texts(in picture: GrayPicture) -> [String] {
        guard let image = unsafe zbar_image_create() else { return [] }
        defer { unsafe zbar_image_destroy(image) }
        // Grey alone, a byte a dot: the letters Y800 as a number.
        unsafe zbar_image_set_format(image, 0x3030_3859)
        unsafe zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
        return unsafe picture.dots.withUnsafeBytes { dots in
            unsafe zbar_image_set_data(image, dots.baseAddress, UInt(dots.count), nil)
            guard unsafe zbar_scan_image(scanner, image) > 0 else { return [] }
            var texts: [String] = []
            var symbol = unsafe zbar_image_first_symbol(image)
            while let found = unsafe symbol {
                if unsafe zbar_symbol_get_type(found) == ZBAR_QRCODE, let data = unsafe zbar_symbol_get_data(found) {
                    let count = unsafe Int(zbar_symbol_get_data_length(found))
                    let bytes = unsafe UnsafeRawBufferPointer(start: data, count: count)
                    unsafe texts.append(String(decoding: bytes, as: UTF8.self))
                }
                unsafe symbol = zbar_symbol_next(found)
            }
            return texts
        }
    }
}
