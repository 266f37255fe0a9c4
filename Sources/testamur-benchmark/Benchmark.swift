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
            print("one credential of \(scene.signed.count) bytes, eddsa-jcs-2022; ratios against OpenSSL in this run\n")
            try oneCore(scene)
            try await twoCores(scene)
            try coldStart(scene)
        } catch {
            print("testamur-benchmark: \(error)")
            exit(70)
        }
    }

    // MARK: One core

    private static func oneCore(_ scene: Scene) throws {
        let rounds = 200
        let slice = 24
        var rawSign = Samples()
        var rawVerify = Samples()
        var prepare = Samples()
        var verify = Samples()
        var issue = Samples()
        var issueUnchecked = Samples()
        var verifyRatio = Samples()
        var issueRatio = Samples()
        var uncheckedRatio = Samples()
        let bytes = scene.draft.document.bytes
        let raw = try scene.yardstick()
        for _ in 0..<rounds {
            let sign = CPUClock.time(1) { _ = raw.sign(slice) } / Double(slice)
            let check = CPUClock.time(1) { _ = raw.verify(slice) } / Double(slice)
            let prepared = try CPUClock.time(slice) {
                let document = try JSONDocument(parsing: bytes, limits: .credential)
                _ = try SHA256.hash(document.root.canonicalBytes())
            }
            let verified = CPUClock.time(slice) { _ = scene.verifier.verify(scene.signed, at: scene.now) }
            let issued = try CPUClock.time(slice) {
                _ = try EdDSAJCS2022.secure(scene.draft, options: scene.options, signer: scene.key)
            }
            let unchecked = try CPUClock.time(slice) {
                _ = try EdDSAJCS2022.secure(scene.draft, options: scene.options, signer: scene.key, selfCheck: false)
            }
            rawSign.add(sign)
            rawVerify.add(check)
            prepare.add(prepared)
            verify.add(verified)
            issue.add(issued)
            issueUnchecked.add(unchecked)
            verifyRatio.add(check / verified)
            issueRatio.add((sign + check) / issued)
            uncheckedRatio.add(sign / unchecked)
        }
        print("                                          microseconds            ratio")
        print("                                       best   median     median  10%-90%   target")
        row("raw OpenSSL sign", rawSign)
        row("raw OpenSSL verify", rawVerify)
        row("parse + canonicalise + hash", prepare, note: "           at most 12 us")
        row("verify, whole report / raw verify", verify, verifyRatio, 0.92)
        row("issue / raw (sign + verify)", issue, issueRatio, 0.90)
        row("issue, no self-check / raw sign", issueUnchecked, uncheckedRatio, 0.80)
    }

    private static func row(
        _ name: String, _ time: Samples, _ ratio: Samples? = nil, _ target: Double? = nil, note: String = ""
    ) {
        var line = Column.text(name, 36) + Column.number(time.quantile(0), 1, 7) + Column.number(time.median, 1, 9)
        if let ratio {
            line += Column.number(ratio.median, 2, 11)
            line += Column.number(ratio.quantile(0.1), 2, 6) + "-" + Column.number(ratio.quantile(0.9), 2, 0)
        }
        if let target { line += Column.number(target, 2, 8) }
        print(line + note)
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
    }
}
