/// The base direction of a text.
enum Direction: UInt8, Equatable, Sendable {
    case leftToRight, rightToLeft

    init?(_ text: Span<UInt8>) {
        if text.isEqual(to: "ltr") {
            self = .leftToRight
        } else if text.isEqual(to: "rtl") {
            self = .rightToLeft
        } else {
            return nil
        }
    }

    var name: String { self == .leftToRight ? "ltr" : "rtl" }
}
