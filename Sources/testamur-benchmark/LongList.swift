import Cryptography
import Encodings
import Proofs
import Registry

/// Measures what a list of 5,000 institutions adds to a whole `testamur verify`: read and verified as a whole, and taken
/// by the index that an earlier run kept.
enum LongList {
    private static let count = 5_000

    static func run(_ scene: Scene, program: String) throws {
        let folder = try ColdStart.temporaryFolder()
        defer { _ = try? ColdStart.cost(["/bin/rm", "-rf", folder]) }
        for name in ["short", "long"] { _ = try ColdStart.cost(["/bin/mkdir", "\(folder)/\(name)"]) }
        let list = try list(scene)
        try ColdStart.write(scene.signed, to: folder + "/credential.json")
        for (name, bytes) in [("short", scene.list), ("long", list)] {
            try ColdStart.write(scene.pin, to: "\(folder)/\(name)/pin.json")
            try ColdStart.write(bytes, to: "\(folder)/\(name)/list.json")
        }
        var short = Samples()
        var whole = Samples()
        var indexed = Samples()
        var added = Samples()
        var reference = Samples()
        var memory = (whole: 0.0, indexed: 0.0)
        // The first run of each keeps what it saw.
        for name in ["short", "long"] { _ = try cost(program, folder, name, scene, state: "kept") }
        for round in 0..<20 {
            let one = try cost(program, folder, "short", scene, state: "kept")
            let again = try cost(program, folder, "long", scene, state: "kept")
            let first = try cost(program, folder, "long", scene, state: "new-\(round)")
            short.add(one.milliseconds)
            whole.add(first.milliseconds)
            indexed.add(again.milliseconds)
            added.add(again.milliseconds - one.milliseconds)
            reference.add(
                try ColdStart.cost(["/usr/bin/openssl", "dgst", "-sha256", folder + "/long/list.json"]).milliseconds)
            memory = (max(memory.whole, first.mebibytes), max(memory.indexed, again.mebibytes))
        }
        print("\na list of \(count) institutions, \(list.count) bytes  best   median   (ms of processor time)")
        ColdStart.row("openssl dgst -sha256 of the list", reference, "")
        ColdStart.row("testamur verify, one institution", short, "")
        ColdStart.row("the same, first run with it", whole, "   \(Int(memory.whole.rounded())) MiB")
        let figures = "at most 10 ms more; here \(Column.number(added.median, 1, 0))"
        ColdStart.row(
            "the same, later runs", indexed, "   \(figures), at most 60 MiB; here \(Int(memory.indexed.rounded()))")
    }

    private static func cost(
        _ program: String, _ folder: String, _ trust: String, _ scene: Scene, state: String
    ) throws -> ColdStart.Cost {
        let cost = try ColdStart.cost([
            program, "verify", folder + "/credential.json", "--trust", "\(folder)/\(trust)", "--state",
            "\(folder)/\(trust)-\(state)", "--at", scene.now.description, "--format", "json",
        ])
        guard cost.status == 0 else { throw Scene.Failure(reason: "testamur verify ended with \(cost.status)") }
        return cost
    }

    /// The scene's list with institutions of other names and keys before its own.
    private static func list(_ scene: Scene) throws -> [UInt8] {
        var value = JSONValue(try JSONDocument(parsing: scene.list, limits: .trustList).root)
        guard case .array(let entries)? = value["credentialSubject"], let own = entries.first else {
            throw Scene.Failure(reason: "the scene's list has no institution")
        }
        var others: [JSONValue] = []
        for number in 1..<count {
            let key = try Ed25519PrivateKey.generate().publicKey.multikey
            var other = own
            guard case .array(let keys)? = own["keys"], var ownKey = keys.first else { continue }
            let did = "did:web:school-\(number).example"
            other["id"] = .string(did)
            other["legalName"] = .string("School number \(number) of the Benchmark")
            ownKey["kid"] = .string(did + "#2026")
            ownKey["publicKeyMultibase"] = .string(key)
            other["keys"] = .array([ownKey])
            others.append(other)
        }
        value["credentialSubject"] = .array(others + [own])
        value["proof"] = nil
        return try scene.signList(value)
    }
}
