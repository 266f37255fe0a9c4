import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Glibc
import Proofs
import Storage

/// Measures issuing from a spreadsheet: from CSV to files, with a durable register, as a ratio to raw OpenSSL on all cores.
///
///     testamur-benchmark --rows 100000
enum BulkIssue {
    static func run(_ scene: Scene, rows: Int) async throws {
        keepFewHeaps()
        let folder = "/tmp/testamur-benchmark-\(getpid())"
        defer { remove(folder) }
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        try writeSpreadsheet(rows, to: folder + "/rows.csv")
        print(
            "\nbulk issue, \(rows) rows from CSV to a file each or to lines of one, SQLite, a place on a status list each, "
                + "\(cores) cores")
        print("                                      a second   raw on all cores   ratio   target   microseconds a row")
        for (name, selfCheck, isInLines, target) in [
            ("issue / raw (sign + verify)", true, false, 0.6),
            ("issue, no self-check / raw sign", false, false, 0.5),
            ("lines: issue / raw (sign + verify)", true, true, 0.6),
            ("lines: no self-check / raw sign", false, true, 0.5),
        ] {
            // The yardstick is measured before and after: what else the machine does falls on both.
            let before = try await raw(scene, cores, verifies: selfCheck)
            let (rate, cost) = try issue(
                scene, rows, in: folder, selfCheck: selfCheck, isInLines: isInLines)
            let after = try await raw(scene, cores, verifies: selfCheck)
            let yardstick = (before + after) / 2
            print(
                Column.text(name, 35) + Column.number(rate, 0, 11) + Column.number(yardstick, 0, 19)
                    + Column.number(rate / yardstick, 2, 8) + Column.number(target, 2, 9)
                    + Column.number(cost, 0, 21))
        }
        print("peak memory of this process: \(peakMemory()) MiB           at most 150 MiB at 1,000,000 rows")
        try printFloor(scene, in: folder)
    }

    /// What a row costs at least, in processor time, and how near to raw OpenSSL that leaves whoever pays no more.
    private static func printFloor(_ scene: Scene, in folder: String) throws {
        let raw = try scene.yardstick()
        let sign = CPUClock.time(1) { _ = raw.sign(2_000) } / 2_000
        let verify = CPUClock.time(1) { _ = raw.verify(2_000) } / 2_000
        let floor = try BulkFloor(of: folder + "/checked/institution/register/register.db", in: folder)
        func figure(_ value: Double) -> String { Column.number(value, 0, 0) }
        func ratios(_ least: Double) -> String {
            Column.number((sign + verify) / (least + sign + verify), 2, 0) + " of raw (sign + verify), "
                + Column.number(sign / (least + sign), 2, 0) + " of raw sign without the self-check"
        }
        print(
            "the least, in processor time: \(figure(floor.register)) microseconds a row for its place in the register, "
                + "\(figure(floor.files)) for its file,")
        print("\(figure(floor.line)) for its line, \(figure(sign)) to sign, \(figure(verify)) to verify")
        print("ratios of a program that does nothing else: " + ratios(floor.register + floor.files))
        print("the same to lines of one file:              " + ratios(floor.register + floor.line))
    }

    /// Credentials in a second, the look at all rows beforehand included, as a person waits for it; and the processor time
    /// of one, in microseconds.
    private static func issue(
        _ scene: Scene, _ rows: Int, in folder: String, selfCheck: Bool, isInLines: Bool
    ) throws -> (rate: Double, cost: Double) {
        let place = folder + (selfCheck ? "/checked" : "/unchecked") + (isInLines ? "-lines" : "")
        let institution = try institution(scene, at: place + "/institution")
        try Folder.createIfAbsent(at: place + "/out", access: .ownerOnly)
        let specification = try specification()
        let sheet = LearnerRows(try FileStream(argument: folder + "/rows.csv", pipeLimit: 0), file: "rows.csv")
        let issuer = try Issuer(institution, signer: scene.key, suites: [.eddsaJCS2022])
        var options = BatchOptions()
        options.selfCheck = selfCheck
        let (start, startOfWork) = (CPUClock.wall, CPUClock.process)
        let rehearsal = try BatchRehearsal(institution, specification, at: scene.now)
        while true {
            let group = try sheet.next(500)
            if group.isEmpty { break }
            _ = try rehearsal.check(group)
        }
        guard rehearsal.invalidRows.isEmpty, rehearsal.obstacle == nil else {
            throw Scene.Failure(reason: "rows of the benchmark are not in order")
        }
        let delivery: any BatchDelivery =
            isInLines ? try LinesDelivery(place + "/out/lines") : FolderDelivery(place + "/out")
        let outcome = try issuer.issue(
            rehearsal.order(file: "rows.csv", title: "Benchmark"), specification, sheet,
            to: delivery, options: options, at: scene.now)
        guard outcome.issuedCount == rows else { throw Scene.Failure(reason: "not every row was issued") }
        return (
            Double(rows) / (CPUClock.wall - start) * 1e6, (CPUClock.process - startOfWork) / Double(rows)
        )
    }

    /// Raw operations in a second on all cores at once.
    private static func raw(_ scene: Scene, _ cores: Int, verifies: Bool) async throws -> Double {
        let start = CPUClock.wall
        let stop = start + 1_000_000
        let done = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<cores {
                group.addTask {
                    guard let raw = try? scene.yardstick() else { return 0 }
                    var count = 0
                    while CPUClock.wall < stop {
                        _ = raw.sign(20)
                        if verifies { _ = raw.verify(20) }
                        count += 20
                    }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
        return Double(done) / (CPUClock.wall - start) * 1e6
    }

    private static func institution(_ scene: Scene, at path: String) throws -> IssuerFolder {
        var description = IssuerDescription(legalName: [("en", "Leiehove University")], countries: ["Belgium"])
        description.sector = "higher education"
        description.qualityAssurance = [.init(type: "institutional", scope: "institution", body: "Accreditation body")]
        var passphrase = Array("a passphrase for a benchmark".utf8)
        var statusPassphrase = Array("another passphrase for a benchmark".utf8)
        let lists = try NewStatusLists(
            base: "https://leiehove.example/status", key: .generate(),
            passphrase: SecretBytes(overwriting: &statusPassphrase))
        return try IssuerFolder.create(
            at: path, describing: description,
            key: .file(scene.key, passphrase: SecretBytes(overwriting: &passphrase)),
            iterations: 1_000, id: DID(parsing: "did:web:leiehove.example"), status: lists, now: scene.now,
            faults: .none)
    }

    private static func specification() throws -> MicroCredentialSpecification {
        let text = """
            language: en
            id: https://catalogue.leiehove.example/mc/BLD-6/2026
            title: Blended Learning Design
            description: For professionals in adult education.
            sector: higher education
            learning_outcomes:
              - Redesign an existing module as a blended module.
              - Evaluate the accessibility of learning activities.
            workload: {ects: 6, hours: 165}
            level: {eqf: 7, fqf: 7, cycle: second}
            assessment: [portfolio, oral examination]
            supervision: supervised with ID verification
            participation: blended
            prerequisites: None.
            grade_scale: {min: 0, max: 20, pass: 10}
            """
        let reading = SpecificationReader(file: "course.yaml").read(Array(text.utf8))
        guard let value = reading.value, reading.isClean else {
            throw Scene.Failure(reason: "the specification of the benchmark is not in order")
        }
        return value
    }

    private static func writeSpreadsheet(_ rows: Int, to path: String) throws {
        let file = try FileBuilder(at: path, access: .ownerOnly)
        try file.append(Array("family_name,given_names,date_of_birth,awarded_on,grade\n".utf8))
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        for number in 0..<rows {
            var name = ""
            var rest = number
            for _ in 0..<5 {
                name.append(letters[rest % 26])
                rest /= 26
            }
            let line = "Peeters \(name),Anna \(name),19\(50 + number % 50)-02-03,2026-06-26,\(10 + number % 11)\n"
            try file.append(Array(line.utf8))
        }
        try file.finish()
    }

    /// Lets all threads share two heaps, as the program does.
    private static func keepFewHeaps() {
        typealias SetOption = @convention(c) (Int32, Int32) -> Int32
        // M_ARENA_MAX of malloc.h, which the overlay of the C library leaves out.
        guard let address = unsafe dlsym(nil, "mallopt") else { return }
        _ = unsafe unsafeBitCast(address, to: SetOption.self)(-8, 2)
    }

    private static func peakMemory() -> Int {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }

    /// Takes away what the measurement made.
    private static func remove(_ path: String) {
        for entry in (try? Folder.entries(in: path, limit: 10_000_000)) ?? [] {
            let inner = path + "/" + entry.name
            if (try? FileStatus.at(inner, links: .refuse))?.kind == .folder {
                remove(inner)
            } else {
                _ = unsafe unlink(inner)
            }
        }
        _ = unsafe rmdir(path)
    }
}
