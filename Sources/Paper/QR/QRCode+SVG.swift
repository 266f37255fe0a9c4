extension QRCode {
    /// The code as a picture that keeps its edges at every size: SVG, one unit a module, black on white.
    ///
    /// - Parameter title: What the picture is, for those who do not see it.
    public func svg(title: String) -> [UInt8] {
        let width = side + 2 * Self.quietZone
        var path = ""
        for row in 0..<side {
            for run in runs(row: row) {
                path += "M\(run.lowerBound + Self.quietZone) \(row + Self.quietZone)h\(run.count)v1h-\(run.count)z"
            }
        }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(width)" \
            shape-rendering="crispEdges" role="img"><title>\(DocumentMetadata.escaped(title))</title>\
            <path fill="#fff" d="M0 0h\(width)v\(width)H0z"/><path d="\(path)"/></svg>

            """
        return Array(text.utf8)
    }
}
