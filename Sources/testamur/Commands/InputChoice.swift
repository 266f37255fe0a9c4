import Carriers
import CredentialWallet
import Storage

/// Which files of a folder that was named a command takes.
enum InputChoice {
    /// Those whose names end in `.json` or `.jsonld`.
    case documentNames
    /// Those besides that are a credential or can have one in them, whatever they are called.
    case content

    /// Whether a file is taken.
    ///
    /// - Parameters:
    ///   - name: Its name, in small letters.
    ///   - path: Its path; `nil` where it cannot be opened by a path, and only the name counts.
    func takes(_ name: String, at path: String? = nil) -> Bool {
        if name.hasSuffix(".json") || name.hasSuffix(".jsonld") { return true }
        guard self == .content, let path, (try? FileStatus.at(path, links: .refuse))?.kind == .file else {
            return false
        }
        return Self.canHold(Self.beginning(of: path))
    }

    /// Told to whoever misses a file.
    var leftOut: String { self == .content ? "error.leftOut.content" : "error.leftOut" }

    /// Told of a folder in which nothing is taken.
    var emptyFolder: String { self == .content ? "error.emptyFolder.content" : "error.emptyFolder" }

    /// What tells the kind of a file: of one that is no larger than a credential, all, for a token is seen at its end.
    ///
    /// Of others, the first piece.
    private static func beginning(of path: String) -> [UInt8] {
        if let whole = try? FileReader.read(path, limit: Wallet.documentLimit, links: .refuse) { return whole }
        return (try? FileStream(argument: path, pipeLimit: 0).next()) ?? []
    }

    private static func canHold(_ bytes: [UInt8]) -> Bool {
        switch CarrierKind(of: bytes) {
        case .png, .svg, .jpeg, .pdf, .compactJWS, .qrParts: true
        // Settings of other programs begin with a square bracket; no credential does.
        case .json: bytes.first { !$0.isMarkOrSpace } == UInt8(ascii: "{")
        case .unknown: false
        }
    }
}

extension UInt8 {
    /// Whether it can stand in front of a text: a space, or a byte of the mark of UTF-8.
    fileprivate var isMarkOrSpace: Bool {
        switch self {
        case 0x20, 0x09...0x0D, 0xEF, 0xBB, 0xBF: true
        default: false
        }
    }
}
