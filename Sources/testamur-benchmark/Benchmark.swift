import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Glibc
import Proofs

/// Measures what Testamur adds around an Ed25519 operation, as ratios to raw OpenSSL in the same process.
///
/// The operations take turns, slice by slice, so that whatever else the machine does falls on all of them alike.
@main
enum Benchmark {
    static func main() async {
        do {
            let scene = try Scene()
            if Array(CommandLine.arguments.dropFirst()) == ["--wallet"] { return try WalletCost.run(scene) }
            if let rows = try rows() { return try await BulkIssue.run(scene, rows: rows) }
            print("one credential of \(scene.signed.count) bytes; ratios against OpenSSL in this run\n")
            try OneCore.run(scene)
            try LinkedDataCost.run(scene)
            try StatusCost.run(scene)
            try WalletCost.run(scene)
            try await twoCores(scene)
            try await BulkIssue.run(scene, rows: 2_000)
            try coldStart(scene)
        } catch {
            print("testamur-benchmark: \(error)")
            exit(70)
        }
    }

    /// How many rows to issue, where nothing else is to be measured.
    private static func rows() throws -> Int? {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard !arguments.isEmpty else { return nil }
        guard arguments.count == 2, arguments[0] == "--rows", let count = Int(arguments[1]), count > 0 else {
            throw Scene.Failure(reason: "usage: testamur-benchmark [--wallet | --rows NUMBER]")
        }
        return count
    }

    // MARK: Two cores

    /// Work done in a stretch of wall time by one task, and by two.
    private static func twoCores(_ scene: Scene) async throws {
        guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) >= 2 else {
            print("\ntwo cores: this machine has one")
            return
        }
        print("\n                                    one core   two cores   ratio   target   (a second, wall time)")
        for work in Work.allCases {
            var one = Samples()
            var two = Samples()
            var ratio = Samples()
            for _ in 0..<8 {
                let single = await rate(1, scene, work)
                let double = await rate(2, scene, work)
                one.add(single)
                two.add(double)
                ratio.add(double / single)
            }
            print(
                Column.text(work.rawValue, 33) + Column.number(one.median, 0, 11) + Column.number(two.median, 0, 12)
                    + Column.number(ratio.median, 2, 8) + (work == .raw ? "" : "     1.90"))
        }
    }

    private static func rate(_ tasks: Int, _ scene: Scene, _ work: Work) async -> Double {
        let start = CPUClock.wall
        let stop = start + 150_000
        let done = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    var count = 0
                    while CPUClock.wall < stop {
                        work.run(scene, times: 40)
                        count += 40
                    }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
        return Double(done) / (CPUClock.wall - start) * 1e6
    }

    /// What two cores share out.
    private enum Work: String, CaseIterable {
        case raw = "raw OpenSSL verify"
        case verify = "verify, whole report"
        case issue = "issue"

        func run(_ scene: Scene, times: Int) {
            switch self {
            case .raw: _ = try? scene.yardstick().verify(times)
            case .verify: for _ in 0..<times { _ = scene.verifier.verify(scene.signed, at: scene.now) }
            case .issue:
                for _ in 0..<times {
                    _ = try? EdDSAJCS2022.secure(scene.draft, options: scene.options, signer: scene.key)
                }
            }
        }
    }

    // MARK: Cold start

    private static func coldStart(_ scene: Scene) throws {
        print("")
        guard let program = ColdStart.siblingProgram() else {
            print("cold start: there is no testamur beside this program; build it with swift build -c release")
            return
        }
        try ColdStart.run(scene, program: program)
        try LongList.run(scene, program: program)
    }
}
