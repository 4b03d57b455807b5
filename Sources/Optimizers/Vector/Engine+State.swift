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

    var state: State {
        State(
            clock: clock, gradients: gradients, losses: losses, averaged: averaged, bets: bets, hasStarted: hasStarted,
            numbers: buffers.flatMap(\.array))
    }

    /// - Throws: `Mistake` when the numbers are of another optimizer or layout.
    func restore(_ state: State) throws {
        let expected = buffers.reduce(0) { $0 + $1.count }
        guard state.numbers.count == expected else {
            throw Mistake(
                "the optimizer's state holds \(state.numbers.count) numbers",
                expected: "\(expected) for \(optimizer.summary) on \(layout.count) parameters")
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
