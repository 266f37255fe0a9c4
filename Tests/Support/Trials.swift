/// The numbered trials of a random test, each made from its own number so that one that fails can be run again alone.
///
/// `TESTAMUR_TRIALS` multiplies how many are run, `TESTAMUR_FIRST_TRIAL` tells where to begin: long campaigns set both,
/// and to repeat trial 1234 run the test with `TESTAMUR_FIRST_TRIAL=1234`.
public struct Trials: Sequence, Sendable {
    private let numbers: Range<Int>

    /// Plans `count` trials, times the factor of the environment.
    public init(_ count: Int) {
        let factor = Vectors.environment("TESTAMUR_TRIALS").flatMap { Int($0) } ?? 1
        let first = Vectors.environment("TESTAMUR_FIRST_TRIAL").flatMap { Int($0) } ?? 0
        numbers = first..<first + count * Swift.max(factor, 1)
    }

    /// How many trials there are.
    public var count: Int { numbers.count }

    /// The number of each trial with random numbers of its own.
    public func makeIterator() -> AnyIterator<(trial: Int, random: SeededGenerator)> {
        var rest = numbers.makeIterator()
        return AnyIterator { rest.next().map { ($0, SeededGenerator(seed: $0)) } }
    }
}
