// The standard library keeps its normalisation tables behind this interface; Foundation uses the same one.
@_spi(_Unicode) import Swift

/// Unicode Normalization Form C (Unicode Standard Annex #15).
enum Normalization {
    /// Whether a text, which must be well-formed UTF-8, is in Form C, in time linear in its size.
    static func isNFC(_ bytes: some Collection<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return isOrdered(text) && text.unicodeScalars.elementsEqual(text._nfc)
    }

    /// Whether combining marks already stand in canonical order, which Form C requires.
    ///
    /// Told on its own because the normaliser sorts a run of marks by insertion: tens of thousands of them, out of order,
    /// would keep it busy for seconds.
    private static func isOrdered(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for scalar in text.unicodeScalars {
            let combiningClass = scalar.properties.canonicalCombiningClass.rawValue
            guard combiningClass == 0 || combiningClass >= previous else { return false }
            previous = combiningClass
        }
        return true
    }
}
