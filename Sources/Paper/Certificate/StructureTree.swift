import PaperExchange

/// The structure of a document, by which a voice reads it (ISO 32000-1, section 14.7).
///
/// The drawing library writes a flat row of elements. Here they get a document around them, figures a description, items
/// a list, and what is only decoration is taken out of the tree and marked as such in the page (section 14.8.2.2).
struct StructureTree {
    let file: PDFFile
    let elements: [StructureElement]

    /// Arranges the tree.
    ///
    /// - Throws: ``PaperError`` with code `library` where the pages do not have the structure that was drawn.
    func arrange() throws(PaperError) {
        guard let root = file.root["/StructTreeRoot"], let row = root["/K"], row.count == elements.count else {
            throw PaperError(.library, "cairo")
        }
        let document = file.indirect(file.object("<< /Type /StructElem /S /Document >>"))
        document["/P"] = root
        let children = file.object("[ ]")
        var list: PDFObject?
        for (object, element) in zip(row.elements, elements) {
            guard object["/S"]?.name == "/" + element.tag else { throw PaperError(.library, "cairo") }
            switch element {
            case .decoration:
                continue
            case .item:
                let items = list ?? add("/L", to: children, of: document)
                list = items
                let item = file.indirect(file.object("<< /Type /StructElem /S /LI >>"))
                item["/P"] = items
                let bodies = file.object("[ ]")
                bodies.append(object)
                item["/K"] = bodies
                object["/P"] = item
                items["/K"]?.append(item)
                continue
            default:
                if let text = element.description { object["/Alt"] = file.text(text) }
                object["/P"] = document
                children.append(object)
            }
            list = nil
        }
        document["/K"] = children
        let top = file.object("[ ]")
        top.append(document)
        root["/K"] = top
        try markDecoration(root)
    }

    /// Adds an element that holds others.
    private func add(_ tag: String, to children: PDFObject, of parent: PDFObject) -> PDFObject {
        let element = file.indirect(file.object("<< /Type /StructElem /S \(tag) /K [ ] >>"))
        element["/P"] = parent
        children.append(element)
        return element
    }

    /// Calls decoration by its name in the pages, and takes it out of the way from a page to its elements.
    private func markDecoration(_ root: PDFObject) throws(PaperError) {
        for index in 0..<file.pageCount {
            guard let page = file.page(index), let contents = page["/Contents"] else {
                throw PaperError(.library, "qpdf")
            }
            let bytes = try file.bytes(of: contents, limit: 64 << 20)
            page["/Tabs"] = file.object("/S")
            file.replace(contents, Self.renamed(bytes))
        }
        guard let numbers = root["/ParentTree"]?["/Nums"] else { return }
        for entry in numbers.elements where entry.isArray {
            for (index, element) in entry.elements.enumerated() where element["/S"]?.name == "/Private" {
                entry.set(index, file.object("null"))
            }
        }
    }

    /// The content of a page in which decoration is called so, without the numbers that led to its elements.
    private static func renamed(_ content: [UInt8]) -> [UInt8] {
        let mark = Array("/Private <<".utf8)
        let end = Array(">> BDC".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var place = 0
        while place < content.count {
            guard content[place] == mark[0], content[place...].starts(with: mark),
                let close = content[place...].prefix(64).firstIndex(of: end[0]),
                content[close...].starts(with: end)
            else {
                result.append(content[place])
                place += 1
                continue
            }
            result += Array("/Artifact BMC".utf8)
            place = close + end.count
        }
        return result
    }
}
