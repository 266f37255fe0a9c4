/// A colour by its parts of red, green and blue, each from 0 to 1.
struct Colour: Equatable {
    var red: Double
    var green: Double
    var blue: Double

    /// Text: nearly black, which is easier to read on white than black.
    static let ink = Colour(red: 0.11, green: 0.13, blue: 0.15)
    /// Labels.
    ///
    /// Against white its contrast is 5.9 to 1; WCAG 2.2, section 1.4.3, asks for 4.5.
    static let quiet = Colour(red: 0.37, green: 0.40, blue: 0.43)
    /// The one colour of the page.
    static let accent = Colour(red: 0.06, green: 0.31, blue: 0.36)
    /// Lines between parts.
    static let line = Colour(red: 0.80, green: 0.83, blue: 0.84)
    /// The ground under what is said apart.
    static let tint = Colour(red: 0.955, green: 0.966, blue: 0.968)
    /// The modules of codes.
    static let black = Colour(red: 0, green: 0, blue: 0)
}
