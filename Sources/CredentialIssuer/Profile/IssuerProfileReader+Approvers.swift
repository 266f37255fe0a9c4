import Credentials
import Cryptography
import YAMLDocuments

extension IssuerProfileReader {
    /// Those who may sign for batches, each with a key of their own, which no document of the institution is signed with.
    ///
    /// - Parameter others: The keys of the institution itself.
    func approvers(_ keys: YAMLMappingReader, besides others: [Ed25519PublicKey?]) -> [BatchApprover] {
        guard let value = keys.optional("approvers") else { return [] }
        var approvers: [BatchApprover] = []
        _ = value.list(count: 2...100) { entry -> Bool? in
            entry.mapping { fields in
                let name = text(fields.required("name"))
                let keyValue = fields.required("public_key")
                guard let name, let keyValue, let key = publicKey(keyValue) else { return nil }
                let approver = BatchApprover(name: name.string, publicKey: key)
                guard !others.contains(key) else {
                    keyValue.report(
                        .unreadable, "expected a key of this person alone, found one of the institution",
                        hint: "Each of them makes a key: testamur key new --out FILE")
                    return nil
                }
                // One person with two entries would be two.
                guard !approvers.contains(where: { $0.publicKey == key || $0.name == approver.name }) else {
                    keyValue.report(.unreadable, "expected each person and each key once, found one a second time")
                    return nil
                }
                approvers.append(approver)
                return true
            }
        }
        return approvers
    }
}
