/// Which servers are reached through a proxy, as the usual variables of the environment say.
///
/// `https_proxy`, else `all_proxy`, names the proxy; `no_proxy` lists, with commas between them, servers that are
/// reached directly: a name stands for itself and all names that end in it, `*` for every server. Each may be written
/// in capital letters as well. Nothing else makes anything go through a proxy.
public struct ProxySettings: Sendable {
    private let proxy: String?
    private let exceptions: [String]

    /// The variables that count.
    public static let variables = [
        "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    ]

    /// Reads the variables.
    ///
    /// - Parameter value: gives the value of a variable, or `nil` where it is not set.
    public init(_ value: (String) -> String?) {
        func first(_ names: ArraySlice<String>) -> String? {
            names.compactMap { value($0) }.first { !$0.isEmpty }
        }
        proxy = first(Self.variables[..<4])
        exceptions = (first(Self.variables[4...]) ?? "").lowercased().split { $0 == "," || $0 == " " }.map { entry in
            String(entry.utf8.first == UInt8(ascii: ".") ? entry.dropFirst() : entry)
        }
    }

    /// The proxy for an address, as the variable has it; `nil` where the server is reached directly.
    public func proxy(for address: WebAddress) -> String? {
        let host = address.host.utf8
        let isException = exceptions.contains { entry in
            entry == "*" || host.elementsEqual(entry.utf8)
                || host.suffix(entry.utf8.count + 1).elementsEqual(".\(entry)".utf8)
        }
        return isException ? nil : proxy
    }
}
