import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("The tree over the rows of a batch")
struct MerkleTreeTests {
    /// The leaves that tests of Certificate Transparency use, and the roots over the first one, two and so on of them.
    ///
    /// Source: RFC 9162, section 2.1.1; the values stand in the tests of `google/certificate-transparency`.
    private static let leaves = ["", "\u{0}", "\u{10}", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("its root is that of the published trees, with none to eight leaves", arguments: 0...8)
    func published(_ count: Int) throws {
        var tree = MerkleTree()
        for leaf in Self.leaves.prefix(count) { try tree.append(leaf) }
        #expect(try tree.root() == bytes(fromHexadecimal: Self.roots[count]))
        #expect(tree.count == count)
    }

    @Test("leaves in another order, one more and one less have another root", arguments: 1...20)
    func order(_ count: Int) throws {
        func root(_ leaves: [String]) throws -> [UInt8] {
            var tree = MerkleTree()
            for leaf in leaves { try tree.append(leaf) }
            return try tree.root()
        }
        let leaves = (0..<count).map { "\($0)" }
        var roots = [try root(leaves), try root(leaves + ["x"]), try root(leaves.dropLast())]
        if count > 1 { roots += [try root(leaves.reversed()), try root(Array(leaves.dropFirst()) + leaves.prefix(1))] }
        #expect(Set(roots).count == (count == 2 ? roots.count - 1 : roots.count))
    }
}
