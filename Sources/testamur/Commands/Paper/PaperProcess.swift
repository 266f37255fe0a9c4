import Glibc
import PaperExchange

/// The program `testamur-paper`, started for one piece of work: a message goes in, a message comes out.
///
/// Of the environment it gets nothing but where the Swift runtime is.
enum PaperProcess {
    static let name = "testamur-paper"

    /// More than the largest paper takes on a slow machine, in seconds; what the program itself takes it bounds by itself.
    private static let secondLimit: Int64 = 120

    /// Has a piece of work done.
    ///
    /// - Parameter operation: The name of the work, which is the argument of the program.
    /// - Throws: ``PaperError`` as the program answers, or with code `programMissing`, `programFailed` or `tooMuchWork`.
    static func run(_ operation: String, _ request: PaperParts) throws(PaperError) -> PaperParts {
        let program = try start(operation)
        // It reads everything before it writes anything, so that neither can wait for the other.
        let isWritten = program.write(request.bytes)
        program.closeInput()
        let bytes = isWritten ? answer(of: program) : nil
        if bytes == nil { kill(program.process, SIGKILL) }
        let status = program.wait()
        // Ended by a signal, it ran against its bounds, or into what a library of it does not bear.
        guard status & 0x7F == 0 else { throw PaperError(.tooMuchWork) }
        guard let bytes, status == 0 else { throw PaperError(.programFailed) }
        let answer: PaperParts
        do throws(PaperError) {
            answer = try PaperParts(parsing: bytes)
        } catch {
            throw PaperError(.programFailed)
        }
        try answer.throwFailure()
        return answer
    }

    private static func start(_ operation: String) throws(PaperError) -> ChildProgram {
        let environment =
            ["LC_ALL=C.UTF-8"] + (Environment.value("LD_LIBRARY_PATH").map { ["LD_LIBRARY_PATH=\($0)"] } ?? [])
        do throws(ChildProgram.Fault) {
            return try ChildProgram(name, [operation], environment: environment)
        } catch {
            switch error {
            case .missing(let path): throw PaperError(.programMissing, path)
            case .notStarted: throw PaperError(.programFailed)
            }
        }
    }

    /// Everything until the other side closes; `nil` when that takes too long or is too much.
    private static func answer(of program: ChildProgram) -> [UInt8]? {
        let deadline = ContinuousClock.now.advanced(by: .seconds(secondLimit))
        var bytes: [UInt8] = []
        while bytes.count <= PaperParts.byteLimit {
            guard case .success(let piece) = program.read(atMost: 65_536, until: deadline) else { return nil }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        return nil
    }
}
