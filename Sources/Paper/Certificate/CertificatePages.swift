import PaperExchange

/// Sets the pages of a certificate.
///
/// What was awarded and to whom stands large at the top, then the facts in columns, then the longer texts, and at the foot
/// how the paper is checked. The codes have pages of their own, so that they are large enough for any camera and the first
/// page can hang on a wall.
struct CertificatePages {
    let sheet: CertificateSheet
    let picture: ColourPicture?
    let codes: [QRCode]

    /// Draws all pages.
    ///
    /// - Returns: A PDF without anything but pages, and the elements of its structure in their order.
    /// - Throws: ``PaperError`` with code `missingCharacters` or `library`.
    func drawn() throws(PaperError) -> (bytes: [UInt8], elements: [StructureElement]) {
        // Once to count the pages, with less and less room between parts until the text is on one page, and once with
        // their number at the foot of each.
        var air = 1.0
        var pageCount = 0
        for step in [1.0, 0.75, 0.5] {
            var flow = try PageFlow(sheet, pageCount: nil, air: step)
            let textPageCount = try draw(&flow)
            let missing = flow.writer.missingCharacters
            guard missing.isEmpty else {
                throw PaperError(.missingCharacters, missing.prefix(20).map(Self.name).joined(separator: ", "))
            }
            if step == 1 || textPageCount == 1 { (air, pageCount) = (step, flow.page) }
            if textPageCount == 1 { break }
        }
        var numbered = try PageFlow(sheet, pageCount: pageCount, air: air)
        _ = try draw(&numbered)
        return (try numbered.writer.finish(), numbered.writer.elements)
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }

    /// Draws everything, and tells how many pages the text has.
    private func draw(_ flow: inout PageFlow) throws(PaperError) -> Int {
        try drawAward(&flow)
        try drawFacts(&flow)
        for section in sheet.sections { try draw(section, &flow) }
        try drawCheck(&flow)
        let textPageCount = flow.page
        if !codes.isEmpty { try drawCodes(&flow) }
        try flow.endPage()
        return textPageCount
    }

    // MARK: What was awarded

    private func drawAward(_ flow: inout PageFlow) throws(PaperError) {
        let writer = flow.writer
        let pictureWidth = 150.0
        try writer.decoration { () throws(PaperError) in
            writer.fill(x: PageFlow.margin, y: flow.y, width: 34, height: 4, .accent)
        }
        if let picture {
            try writer.tagged(.figure(sheet.pictureDescription)) { () throws(PaperError) in
                _ = try writer.draw(
                    picture, right: PageFlow.paperWidth - PageFlow.margin, y: flow.y, width: pictureWidth, height: 62)
            }
        }
        flow.y += 18
        let kindWidth = PageFlow.textWidth - (picture == nil ? 0 : pictureWidth + 20)
        try flow.paragraph(
            sheet.kind, TextStyle(size: 10.5, isBold: true, spacing: 0.9, colour: .accent), width: kindWidth)
        flow.y += 56 * flow.air
        if picture != nil { flow.y = max(flow.y, 128) }

        let label = TextStyle(size: 10.5, colour: .quiet)
        try flow.paragraph(sheet.holder.label, label)
        flow.y += 2
        try large(sheet.holder.text, [40, 36, 32], thenLines: 28, .ink, .paragraph, &flow)
        flow.y += 18 * flow.air
        try flow.paragraph(sheet.title.label, label)
        flow.y += 2
        try large(sheet.title.text, [27, 25.5, 24], thenLines: 25, .accent, .title, &flow)
        flow.y += 18 * flow.air
        try flow.paragraph(sheet.issuer.label, label)
        flow.y += 1
        try flow.paragraph(sheet.issuer.text, TextStyle(size: 14, isBold: true, isFlushLeft: true))
        flow.y += 24 * flow.air
    }

    /// Draws a text on one line as large as it can be, and on several where it is long.
    private func large(
        _ text: String, _ sizes: [Double], thenLines size: Double, _ colour: Colour, _ element: StructureElement,
        _ flow: inout PageFlow
    ) throws(PaperError) {
        var style = TextStyle(family: .display, size: size, leading: 1.22, colour: colour, isFlushLeft: true)
        for size in sizes {
            var larger = style
            larger.size = size
            if try flow.writer.block(text, larger, width: PageFlow.textWidth).lineCount == 1 {
                style = larger
                break
            }
        }
        try flow.paragraph(text, style, as: element)
    }

    // MARK: Facts

    private func drawFacts(_ flow: inout PageFlow) throws(PaperError) {
        guard !sheet.facts.isEmpty else { return }
        let label = TextStyle(size: 8.5, colour: .quiet, isFlushLeft: true)
        let value = TextStyle(size: 11, leading: 1.35, isFlushLeft: true)
        let columnCount = sheet.facts.count == 2 || sheet.facts.count == 4 ? 2 : 3
        let gap = 20.0
        let width = (PageFlow.textWidth - gap * Double(columnCount - 1)) / Double(columnCount)
        var rest = sheet.facts[...]
        var isFirst = true
        while !rest.isEmpty {
            let row = Array(rest.prefix(columnCount))
            rest = rest.dropFirst(columnCount)
            var cells: [(label: TextBlock, value: TextBlock)] = []
            for fact in row {
                let name = try flow.writer.block(fact.label, label, width: width)
                cells.append((name, try flow.writer.block(fact.text, value, width: width)))
            }
            let height = cells.map { $0.label.height + $0.value.height }.max() ?? 0
            try flow.need(height + 28)
            if isFirst { try flow.rule() }
            isFirst = false
            flow.y += 13 * flow.air
            let top = flow.y
            for (index, cell) in cells.enumerated() {
                let x = PageFlow.margin + Double(index) * (width + gap)
                // Read together: what it is, and then the fact.
                try flow.writer.tagged(.paragraph) { () throws(PaperError) in
                    flow.writer.draw(cell.label, x: x, y: top)
                    flow.writer.draw(cell.value, x: x, y: top + cell.label.height)
                }
            }
            flow.y += height
        }
        flow.y += 15 * flow.air
    }

    // MARK: Longer texts

    private func draw(_ section: CertificateSheet.Section, _ flow: inout PageFlow) throws(PaperError) {
        guard !section.paragraphs.isEmpty else { return }
        let headingWidth = 112.0
        let x = PageFlow.margin + headingWidth + 20
        let text = TextStyle(size: flow.air < 1 ? 9.8 : 10.2, leading: 1.44)
        let heading = TextStyle(
            size: flow.air < 1 ? 9.8 : 10.2, leading: 1.44, isBold: true, colour: .accent, isFlushLeft: true)
        let block = try flow.writer.block(section.heading, heading, width: headingWidth)
        try flow.need(max(block.height, 2 * text.lineHeight) + 12)
        try flow.rule()
        flow.y += 11 * flow.air
        try flow.writer.tagged(.heading) { () throws(PaperError) in
            flow.writer.draw(block, x: PageFlow.margin, y: flow.y)
        }
        let page = flow.page
        let end = flow.y + block.height
        for (index, paragraph) in section.paragraphs.enumerated() {
            if index > 0 { flow.y += section.isList ? 3 : 5 }
            let indent = section.isList ? 12.0 : 0
            try flow.paragraph(
                paragraph, text, as: section.isList ? .item : .paragraph, x: x + indent,
                width: PageFlow.textWidth - headingWidth - 20 - indent, mark: section.isList ? "–" : nil)
        }
        if flow.page == page { flow.y = max(flow.y, end) }
        flow.y += 13 * flow.air
    }
}
