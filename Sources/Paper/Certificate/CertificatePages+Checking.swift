import PaperExchange

extension CertificatePages {
    // MARK: How it is checked

    /// Draws how the paper is checked, at the foot of the last page with text.
    func drawCheck(_ flow: inout PageFlow) throws(PaperError) {
        let padding = 15.0
        let heading = TextStyle(size: 9.2, isBold: true, colour: .accent)
        let text = TextStyle(size: 8.8, leading: 1.48)
        let width = PageFlow.textWidth - 2 * padding
        let writer = flow.writer
        let title = try writer.block(sheet.check.heading, heading, width: width)
        var blocks: [TextBlock] = []
        for paragraph in sheet.check.paragraphs { blocks.append(try writer.block(paragraph, text, width: width)) }
        let height = blocks.reduce(2 * padding + title.height) { $0 + $1.height + 4 }
        try flow.need(height + 8)
        // At the foot of the first page; what is taller than a page flows on.
        if flow.page == 1 { flow.y = max(flow.y, PageFlow.bottom - height) }
        if flow.y + height <= PageFlow.bottom + 1 {
            try writer.decoration { () throws(PaperError) in
                writer.fill(x: PageFlow.margin, y: flow.y, width: PageFlow.textWidth, height: height, .tint)
                writer.fill(x: PageFlow.margin, y: flow.y, width: 2.5, height: height, .accent)
            }
        }
        flow.y += padding
        try flow.paragraph(
            sheet.check.heading, heading, as: .heading, x: PageFlow.margin + padding, width: width)
        for paragraph in sheet.check.paragraphs {
            flow.y += 4
            try flow.paragraph(paragraph, text, x: PageFlow.margin + padding, width: width)
        }
    }

    // MARK: Codes

    /// Draws the codes on pages of their own, large enough for a camera.
    func drawCodes(_ flow: inout PageFlow) throws(PaperError) {
        try flow.nextPage()
        let heading = TextStyle(family: .display, size: 22, leading: 1.22, colour: .accent, isFlushLeft: true)
        try flow.paragraph(sheet.codes.heading, heading, as: .heading)
        flow.y += 6
        for paragraph in sheet.codes.paragraphs {
            try flow.paragraph(paragraph, TextStyle(size: 10.2), width: 400)
            flow.y += 4
        }
        flow.y += 22

        // Modules of at least half a millimetre; six codes on the first page, so that one photograph mostly does.
        let modules = codes.map(\.side).max() ?? 0
        let usual = codes.count == 1 ? 240.0 : codes.count <= 4 ? 213 : 158
        let side = min(max(Double(modules) * 1.5, usual), PageFlow.textWidth)
        let columnCount = max(Int((PageFlow.textWidth + 30) / (side + 30)), 1)
        let gap = min((PageFlow.textWidth - Double(columnCount) * side) / Double(max(columnCount - 1, 1)), 64)
        let captionStyle = TextStyle(size: 8.5, colour: .quiet)
        for start in stride(from: 0, to: codes.count, by: columnCount) {
            try flow.need(side + 4 + captionStyle.lineHeight)
            let row = codes[start..<min(start + columnCount, codes.count)]
            for (index, code) in row.enumerated() {
                let x = PageFlow.margin + Double(index) * (side + gap)
                let caption = PageFlow.filled(sheet.codeCaption, start + index + 1, codes.count)
                let block = try flow.writer.block(caption, captionStyle, width: side)
                let y = flow.y
                try flow.writer.tagged(.figure(caption)) { () throws(PaperError) in
                    flow.writer.draw(code, x: x, y: y, side: side)
                }
                try flow.writer.tagged(.paragraph) { () throws(PaperError) in
                    flow.writer.draw(block, lines: 0..<1, x: x, y: y + side + 8)
                }
            }
            flow.y += side + 8 + captionStyle.lineHeight + 14
        }
    }
}
