extension GrayPicture {
    /// The picture with light and dark exchanged: for codes that are drawn light on dark.
    func inverted() -> GrayPicture { GrayPicture(unchecked: dots.map { ~$0 }, width: width, height: height) }

    /// The picture with half as many dots to a side, each the mean of four: less noise, less detail than a code needs.
    func halved() -> GrayPicture? {
        let newWidth = width / 2
        let newHeight = height / 2
        guard newWidth > 0, newHeight > 0 else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(newWidth * newHeight)
        for y in 0..<newHeight {
            let upper = 2 * y * width
            let lower = upper + width
            for x in 0..<newWidth {
                let sum = Int(dots[upper + 2 * x]) + Int(dots[upper + 2 * x + 1])
                result.append(UInt8((sum + Int(dots[lower + 2 * x]) + Int(dots[lower + 2 * x + 1])) / 4))
            }
        }
        return GrayPicture(unchecked: result, width: newWidth, height: newHeight)
    }

    /// The picture with twice as many dots to a side, those between others in their middle: for codes whose modules are
    /// only two dots wide.
    func doubled() -> GrayPicture? {
        guard width * height <= Self.dotLimit / 8, max(width, height) <= Self.sideLimit / 2 else { return nil }
        var result = [UInt8](repeating: 0, count: width * height * 4)
        for y in 0..<height {
            let row = y * width
            let next = min(y + 1, height - 1) * width
            let upper = 4 * y * width
            let lower = upper + 2 * width
            for x in 0..<width {
                let right = min(x + 1, width - 1)
                let here = Int(dots[row + x])
                let beside = Int(dots[row + right])
                let below = Int(dots[next + x])
                result[upper + 2 * x] = UInt8(here)
                result[upper + 2 * x + 1] = UInt8((here + beside) / 2)
                result[lower + 2 * x] = UInt8((here + below) / 2)
                result[lower + 2 * x + 1] = UInt8((here + beside + below + Int(dots[next + right])) / 4)
            }
        }
        return GrayPicture(unchecked: result, width: 2 * width, height: 2 * height)
    }

    /// The picture in black and white, each dot compared with the mean of its surroundings: for pages with a shadow, or
    /// grey on grey.
    func thresholded() -> GrayPicture {
        // A window about as wide as a code's corner mark, and always odd.
        let radius = max(min(width, height) / 40, 8)
        var sums = [Int](repeating: 0, count: width)
        var result = [UInt8](repeating: 0, count: dots.count)
        // The sum of each column over the rows of the window, kept up from row to row.
        for y in 0..<min(radius, height) {
            for x in 0..<width { sums[x] += Int(dots[y * width + x]) }
        }
        for y in 0..<height {
            if y + radius < height {
                for x in 0..<width { sums[x] += Int(dots[(y + radius) * width + x]) }
            }
            if y - radius - 1 >= 0 {
                for x in 0..<width { sums[x] -= Int(dots[(y - radius - 1) * width + x]) }
            }
            let rows = min(y + radius, height - 1) - max(y - radius, 0) + 1
            var sum = 0
            for x in 0..<min(radius, width) { sum += sums[x] }
            for x in 0..<width {
                if x + radius < width { sum += sums[x + radius] }
                if x - radius - 1 >= 0 { sum -= sums[x - radius - 1] }
                let columns = min(x + radius, width - 1) - max(x - radius, 0) + 1
                // A little darker than the mean, so that paper alone stays white.
                let isDark = Int(dots[y * width + x]) * rows * columns * 100 < sum * 93
                result[y * width + x] = isDark ? 0 : 255
            }
        }
        return GrayPicture(unchecked: result, width: width, height: height)
    }
}
