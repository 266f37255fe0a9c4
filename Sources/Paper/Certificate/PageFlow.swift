import PaperExchange

/// The pages of a certificate while they are filled, from top to bottom.
struct PageFlow {
    /// Width of the paper: A4, in points.
    static let paperWidth = 595.28
    /// Height of the paper.
    static let paperHeight = 841.89
    /// From the edge of the paper to the text, at either side.
    static let margin = 62.0
    /// Where the text of a page ends at the latest.
    static let bottom = paperHeight - 72
    /// Width of the text.
    static let textWidth = paperWidth - 2 * margin

    /// What the pages are drawn with.
    let writer: PageWriter
    /// Where the next text begins.
    var y = 56.0
    /// The number of the page, from 1.
    private(set) var page = 1

    /// How much of the usual room there is between parts, from 0 to 1: a little less keeps a certificate on one page.
    let air: Double

    private let sheet: CertificateSheet
    /// How many pages there are, where that is known.
    private let pageCount: Int?

    init(_ sheet: CertificateSheet, pageCount: Int?, air: Double) throws(PaperError) {
        self.sheet = sheet
        self.pageCount = pageCount
        self.air = air
        writer = try PageWriter(width: Self.paperWidth, height: Self.paperHeight, language: sheet.language)
    }

    /// Draws the foot of the page and begins the next, on top of which stands what it belongs to.
    mutating func nextPage() throws(PaperError) {
        try endPage()
        writer.nextPage()
        page += 1
        let style = TextStyle(size: 8, colour: .quiet)
        let head = try writer.block("\(sheet.holder.text) · \(sheet.title.text)", style, width: Self.textWidth)
        try writer.decoration { () throws(PaperError) in
            writer.fill(x: Self.margin, y: 56, width: 34, height: 2, .accent)
            writer.draw(head, lines: 0..<1, x: Self.margin, y: 62)
        }
        y = 96
    }

    /// Draws the foot of the page.
    func endPage() throws(PaperError) {
        let style = TextStyle(size: 8, colour: .quiet)
        let text = Self.filled(sheet.pageCaption, page, pageCount ?? page)
        let caption = try writer.block(text, style, width: Self.textWidth)
        try writer.decoration { () throws(PaperError) in
            writer.draw(
                caption, lines: 0..<1, x: Self.paperWidth - Self.margin - caption.width, y: Self.paperHeight - 52)
        }
    }

    /// Begins a new page unless there is so much room left on this one.
    mutating func need(_ height: Double) throws(PaperError) {
        if y + height > Self.bottom { try nextPage() }
    }

    /// Draws a paragraph, over the end of the page where it has to be.
    mutating func paragraph(
        _ text: String, _ style: TextStyle, as element: StructureElement = .paragraph, x: Double = margin,
        width: Double = textWidth, mark: String? = nil
    ) throws(PaperError) {
        let block = try writer.block(text, style, width: width)
        var first = 0
        while first < block.lineCount {
            var room = Int(max(Self.bottom - y, 0) / style.lineHeight)
            if room < min(2, block.lineCount - first) {
                try nextPage()
                room = max(Int((Self.bottom - y) / style.lineHeight), 1)
            }
            let lines = first..<min(first + room, block.lineCount)
            if first == 0, let mark {
                let sign = try writer.block(mark, style, width: 20)
                try writer.decoration { () throws(PaperError) in writer.draw(sign, x: x - 12, y: y) }
            }
            try writer.tagged(element) { () throws(PaperError) in writer.draw(block, lines: lines, x: x, y: y) }
            y += Double(lines.count) * style.lineHeight
            first = lines.upperBound
        }
    }

    /// Draws a thin line over the whole width.
    func rule() throws(PaperError) {
        try writer.decoration { () throws(PaperError) in
            writer.fill(x: Self.margin, y: y, width: Self.textWidth, height: 0.75, .line)
        }
    }

    /// A caption with its numbers in it.
    static func filled(_ caption: String, _ number: Int, _ count: Int) -> String {
        var result = ""
        var rest = caption[...]
        while let start = rest.firstIndex(of: "{") {
            result += rest[..<start]
            rest = rest[start...]
            if rest.hasPrefix("{number}") {
                result += String(number)
                rest = rest.dropFirst("{number}".count)
            } else if rest.hasPrefix("{count}") {
                result += String(count)
                rest = rest.dropFirst("{count}".count)
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
