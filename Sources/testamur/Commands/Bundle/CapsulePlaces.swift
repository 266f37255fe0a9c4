import ArgumentParser

/// The options that say where capsules go.
struct CapsulePlaceOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to, as one file; '-' writes to standard output.", valueName: "path"),
        completion: .file())
    var out: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Where to, as a folder of plain files, which must not exist yet.", valueName: "folder"),
        completion: .directory)
    var folder: String?

    /// The places for the capsules of some credentials.
    func places(for files: [String]) throws(Failure) -> CapsulePlaces {
        try Failure.refuseEmpty(out, option: "--out")
        try Failure.refuseEmpty(folder, option: "--folder")
        guard (out == nil) != (folder == nil) else {
            throw Failure(.usage, "error.bundle.where", hint: "hint.bundle.where")
        }
        guard files.count == 1 || out != "-" else {
            throw Failure(.usage, "error.bundle.manyToOutput", hint: "hint.bundle.manyToOutput")
        }
        return CapsulePlaces(file: out, folder: folder, isForOne: files.count == 1)
    }
}

/// Where capsules go.
struct CapsulePlaces {
    /// Where one goes.
    enum Place {
        case output
        case file(String)
        case folder(String)

        /// The path; `nil` for standard output.
        var path: String? {
            switch self {
            case .output: nil
            case .file(let path), .folder(let path): path
            }
        }
    }

    let file: String?
    let folder: String?
    let isForOne: Bool
    private var taken: Set<String> = []

    init(file: String?, folder: String?, isForOne: Bool) {
        self.file = file
        self.folder = folder
        self.isForOne = isForOne
    }

    /// The place for the capsule of a credential's file.
    mutating func place(for credential: String) throws -> Place {
        if let file, file == "-" { return .output }
        let named = file ?? folder ?? ""
        guard !isForOne else {
            try FolderMaker.makeParents(of: named)
            return file != nil ? .file(named) : .folder(named)
        }
        let base = OutputNames.base(credential)
        var name = base
        var number = 1
        // Some file systems take names for the same that differ in case.
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            name = "\(base)-\(number)"
        }
        let path = named + (named.utf8.last == UInt8(ascii: "/") ? "" : "/") + name
        let whole = file != nil ? path + ".capsule.json" : path
        try FolderMaker.makeParents(of: whole)
        return file != nil ? .file(whole) : .folder(whole)
    }
}
