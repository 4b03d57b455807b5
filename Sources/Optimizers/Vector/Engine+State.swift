import Answers

extension Engine {
    /// Everything a checkpoint needs to go on as if nothing had happened.
    struct State: Sendable, Equatable {
        var clock: Clock
        var gradients: Int
        var losses: Double
        var averaged: Int
        var bets: [Mechanic.Bet]
        var hasStarted: Bool
        var numbers: [S]
    }

    /// - Throws: `Stopped` when the work was stopped.
    func state(stoppedBy work: Work = Work()) throws(Stopped) -> State {
        let numbers = buffers.map { UnsafeBufferPointer(start: $0.base, count: $0.count) }
        return State(
            clock: clock, gradients: gradients, losses: losses, averaged: averaged, bets: bets, hasStarted: hasStarted,
            numbers: try [S](joining: numbers, stoppedBy: work))
    }

    /// How many numbers it remembers.
    var memoryCount: Int { buffers.reduce(0) { $0 + $1.count } }

    /// - Throws: `Mistake` when the numbers are of another optimizer or layout.
    func restore(_ state: State) throws {
        guard state.numbers.count == memoryCount else {
            throw Mistake(
                "the optimizer's state holds \(state.numbers.count) numbers",
                expected: "\(memoryCount) for \(optimizer.summary) on \(layout.count) parameters")
        }
        var next = 0
        for buffer in buffers {
            for i in 0..<buffer.count { buffer.base[i] = state.numbers[next + i] }
            next += buffer.count
        }
        clock = state.clock
        gradients = state.gradients
        losses = state.losses
        averaged = state.averaged
        bets = state.bets
        hasStarted = state.hasStarted
    }

    private var buffers: [Buffer<S>] { [memory, sums, slow, mean, home] }
}
