/// The upright rectangles that a page is filled with, as a picture: the codes on a certificate are drawn so.
///
/// It is no picture of the page. Letters, curves, lines, parts that are shared between pages, and what is cut away are left
/// out, and a code that is drawn in any of these ways is not found.
struct PageShapes {
    /// A place on the page, in points.
    private struct Point {
        var x: Double
        var y: Double
    }

    /// From the coordinates of the operators to those of the page (ISO 32000-1, section 8.3.3).
    private struct Transformation {
        var (a, b, c, d, e, f) = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

        func applied(to x: Double, _ y: Double) -> Point { Point(x: a * x + c * y + e, y: b * x + d * y + f) }

        /// The one that is applied after another.
        func after(_ n: [Double]) -> Transformation {
            let origin = applied(to: n[4], n[5])
            return Transformation(
                a: a * n[0] + c * n[1], b: b * n[0] + d * n[1], c: a * n[2] + c * n[3], d: b * n[2] + d * n[3],
                e: origin.x, f: origin.y)
        }
    }

    private struct State {
        var transformation = Transformation()
        var isDark = true
    }

    private struct Rectangle {
        let (left, right, lower, upper): (Double, Double, Double, Double)
        let isDark: Bool
    }

    /// Dots for a point: five and more for a module of a code that a camera can read.
    private static let scale = 3.0
    /// The farthest place from the corner of the page, in points; those of a page in A3 are nearer.
    private static let placeLimit = 1_300.0
    /// White around everything, in dots.
    private static let margin = 24
    /// The most rectangles of a page, and the most dots that are filled: a page of codes has a tenth of them.
    private static let rectangleLimit = 200_000
    private static let filledLimit = 40_000_000
    private static let stateLimit = 64

    private var rectangles: [Rectangle] = []
    private var states = [State()]
    private var path: [[Point]] = []

    /// Follows the operators of a page.
    init(_ content: [UInt8]) {
        var operators = PageOperators(content)
        while rectangles.count < Self.rectangleLimit, let next = operators.next() { follow(next) }
    }

    private var state: State {
        get { states.last ?? State() }
        set { states[states.count - 1] = newValue }
    }

    private mutating func follow(_ next: PageOperators.Operator) {
        let n = next.numbers
        switch (String(decoding: next.name, as: UTF8.self), n.count) {
        case ("q", _): if states.count < Self.stateLimit { states.append(state) }
        case ("Q", _): if states.count > 1 { states.removeLast() }
        case ("cm", 6): state.transformation = state.transformation.after(n)
        case ("g", 1), ("sc", 1), ("scn", 1): state.isDark = n[0] < 0.5
        // As bright as it looks (ITU-R BT.601).
        case ("rg", 3), ("sc", 3), ("scn", 3): state.isDark = 0.299 * n[0] + 0.587 * n[1] + 0.114 * n[2] < 0.5
        case ("k", 4), ("sc", 4), ("scn", 4): state.isDark = n[3] + (n[0] + n[1] + n[2]) / 3 > 0.5
        case ("re", 4):
            let (x, y, width, height) = (n[0], n[1], n[2], n[3])
            path.append([
                point(x, y), point(x + width, y), point(x + width, y + height), point(x, y + height),
            ])
        case ("m", 2): path.append([point(n[0], n[1])])
        case ("l", 2): if !path.isEmpty { path[path.count - 1].append(point(n[0], n[1])) }
        // A curve: whatever it bounds is no rectangle.
        case ("c", _), ("v", _), ("y", _): if !path.isEmpty { path[path.count - 1] = [] }
        case ("f", _), ("F", _), ("f*", _), ("b", _), ("b*", _), ("B", _), ("B*", _): fill()
        case ("n", _), ("s", _), ("S", _): path = []
        default: break
        }
        if path.count > Self.rectangleLimit { path = [] }
    }

    private func point(_ x: Double, _ y: Double) -> Point { state.transformation.applied(to: x, y) }

    /// Keeps what of the path is a rectangle.
    private mutating func fill() {
        for points in path where (4...5).contains(points.count) {
            let xs = points.map(\.x)
            let ys = points.map(\.y)
            guard let left = xs.min(), let right = xs.max(), let lower = ys.min(), let upper = ys.max(),
                left >= 0, lower >= 0, right <= Self.placeLimit, upper <= Self.placeLimit,
                points.allSatisfy({ ($0.x == left || $0.x == right) && ($0.y == lower || $0.y == upper) })
            else { continue }
            rectangles.append(
                Rectangle(left: left, right: right, lower: lower, upper: upper, isDark: state.isDark))
        }
        path = []
    }

    /// The rectangles, drawn one over the other; `nil` where there are none, or too many for one page.
    func picture() -> GrayPicture? {
        guard let left = rectangles.lazy.map(\.left).min(), let right = rectangles.lazy.map(\.right).max(),
            let lower = rectangles.lazy.map(\.lower).min(), let upper = rectangles.lazy.map(\.upper).max()
        else { return nil }
        let width = Int((right - left) * Self.scale) + 2 * Self.margin
        let height = Int((upper - lower) * Self.scale) + 2 * Self.margin
        var dots = [UInt8](repeating: 255, count: width * height)
        var filled = 0
        for rectangle in rectangles {
            let columns = Self.dots(rectangle.left - left, rectangle.right - left, below: width)
            // The first row of a picture is at its top.
            let rows = Self.dots(upper - rectangle.upper, upper - rectangle.lower, below: height)
            filled += columns.count * rows.count
            guard filled <= Self.filledLimit else { return nil }
            let value: UInt8 = rectangle.isDark ? 0 : 255
            for row in rows {
                let start = row * width
                for column in columns { dots[start + column] = value }
            }
        }
        return GrayPicture(unchecked: dots, width: width, height: height)
    }

    private static func dots(_ start: Double, _ end: Double, below limit: Int) -> Range<Int> {
        let first = min(margin + Int((start * scale).rounded()), limit)
        return first..<max(first, min(margin + Int((end * scale).rounded()), limit))
    }
}
