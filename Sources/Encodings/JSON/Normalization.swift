@_spi(_Unicode) import Swift

enum Normalization {
    static func isNFC(_ bytes: some Collection<UInt8>) -> Bool {
        let s = String(decoding: bytes, as: UTF8.self)
        return s.unicodeScalars.elementsEqual(s._nfc)
    }
}
