import Encodings
import Glibc

/// Measures whole processes: `testamur verify FILE` against `openssl dgst` on the same file.
enum ColdStart {
    /// Processor time and memory of one process.
    struct Cost {
        var milliseconds: Double
        var mebibytes: Double
        var status: Int32
    }

    /// The command-line program in the folder of this one.
    static func siblingProgram() -> String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let program = path[..<slash] + "/testamur"
        return unsafe access(String(program), X_OK) == 0 ? String(program) : nil
    }

    /// Makes a folder that nobody else uses.
    static func temporaryFolder() throws -> String {
        var template = Array("/tmp/testamur-benchmark-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Scene.Failure(reason: "no temporary folder") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func run(_ scene: Scene, program: String) throws {
        let folder = try temporaryFolder()
        let files = [
            ("credential.json", scene.signed), ("rdf.json", scene.signedAsRDF), ("pin.json", scene.pin),
            ("list.json", scene.list),
        ]
        defer {
            for (name, _) in files { unsafe unlink(folder + "/" + name) }
            unsafe rmdir(folder)
        }
        for (name, bytes) in files { try write(bytes, to: folder + "/" + name) }
        let file = folder + "/credential.json"
        var start = Samples()
        var ours = Samples()
        var linked = Samples()
        var reference = Samples()
        var ratio = Samples()
        var memory = 0.0
        var linkedMemory = 0.0
        for _ in 0..<40 {
            let verify = try verificationCost(program, file, folder, scene)
            let linkedVerify = try verificationCost(program, folder + "/rdf.json", folder, scene)
            start.add(try cost([program, "--version"]).milliseconds)
            let digest = try cost(["/usr/bin/openssl", "dgst", "-sha256", file])
            guard digest.status == 0 else {
                print("cold start: openssl dgst does not run here")
                return
            }
            ours.add(verify.milliseconds)
            linked.add(linkedVerify.milliseconds)
            reference.add(digest.milliseconds)
            ratio.add(verify.milliseconds / digest.milliseconds)
            memory = max(memory, verify.mebibytes)
            linkedMemory = max(linkedMemory, linkedVerify.mebibytes)
        }
        print("cold start, whole process             best   median   (ms of processor time)")
        row("openssl dgst -sha256", reference, "")
        row("testamur --version", start, "   what is spent before any verifying")
        let target = "at most 10 ms and 2.0 times; here \(Column.number(ratio.median, 2, 0)) times"
        row("testamur verify, eddsa-jcs-2022", ours, "   \(target), \(Int(memory.rounded())) MiB")
        row("testamur verify, eddsa-rdfc-2022", linked, "   at most 25 ms; \(Int(linkedMemory.rounded())) MiB")
    }

    static func row(_ name: String, _ time: Samples, _ note: String) {
        print(Column.text(name, 34) + Column.number(time.quantile(0), 1, 8) + Column.number(time.median, 1, 9) + note)
    }

    /// One verification with a trust list, which must end well.
    private static func verificationCost(
        _ program: String, _ file: String, _ folder: String, _ scene: Scene
    ) throws -> Cost {
        let cost = try cost(
            [program, "verify", file, "--trust", folder, "--at", scene.now.description, "--format", "json"])
        guard cost.status == 0 else { throw Scene.Failure(reason: "testamur verify ended with \(cost.status)") }
        return cost
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = unsafe fopen(path, "wb") else { throw Scene.Failure(reason: "cannot write \(path)") }
        defer { unsafe fclose(file) }
        guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Scene.Failure(reason: "cannot write \(path)")
        }
    }

    /// Runs a program with its output thrown away, and asks the system what it cost.
    static func cost(_ arguments: [String]) throws -> Cost {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe pointers.indices { unsafe free(unsafe pointers[index]) } }
        var process: pid_t = 0
        let answer = unsafe posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ)
        guard answer == 0 else { throw Scene.Failure(reason: "cannot run \(arguments[0])") }
        var status: Int32 = 0
        var usage = rusage()
        guard unsafe wait4(process, &status, 0, &usage) == process else {
            throw Scene.Failure(reason: "lost sight of \(arguments[0])")
        }
        let seconds = { (time: timeval) in Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3 }
        return Cost(
            milliseconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), mebibytes: Double(usage.ru_maxrss) / 1_024,
            status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -1)
    }
}
