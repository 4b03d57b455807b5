internal import Answers
public import Tensors

/// A recurrent layer over sequences [steps, features]: simple, GRU or LSTM.
///
/// `kernel` is [features, gates·units], `recurrent_kernel` [units, gates·units] (orthogonal), `bias` [gates·units]; the
/// GRU's `recurrent_bias` is the second row of Keras's bias. Gates are in Keras's order: LSTM i, f, g, o; GRU z, r, h.
/// The LSTM's forget bias starts at 1.
public struct RecurrentLayer: Layer {
    /// What happens at each step: h ← f(x·W + h·U + b); GRU with Keras's `reset_after` (Cho et al. 2014); LSTM
    /// (Hochreiter & Schmidhuber 1997).
    public enum Cell: String, Sendable { case simple, gru, lstm }
    /// The formula of one step: simple, GRU or LSTM.
    public let cell: Cell
    /// How many numbers the state has, at least 1.
    public let units: Int
    /// Of the simple cell; GRU and LSTM use tanh and sigmoid.
    public let activation: Activation
    /// Whether all states come out, or only the last.
    public let returnsSequences: Bool
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameters:
    /// - units: length of the state, at least 1.
    /// - activation: of the simple cell alone, a function of one number.
    public init(
        _ cell: Cell, units: Int, activation: Activation = .tanh, returnsSequences: Bool = false,
        name: String? = nil
    ) {
        self.cell = cell
        self.units = units
        self.activation = activation
        self.returnsSequences = returnsSequences
        givenName = name
    }

    /// `simple_rnn`, `gru` or `lstm`.
    public var kind: String { cell == .simple ? "simple_rnn" : cell.rawValue }
    /// Keras's class.
    private var word: String { cell == .simple ? "SimpleRNN" : cell.rawValue.uppercased() }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [("units", .whole(units)), ("return_sequences", .flag(returnsSequences))]
    }
    /// `LSTM(16, return_sequences=True)`, defaults left out.
    public var summary: String {
        "\(word)(\(units)" + (activation == .tanh ? "" : ", activation=\(activation.argument)")
            + (returnsSequences ? ", return_sequences=True)" : ")")
    }

    private var gates: Int {
        switch cell {
        case .simple: 1
        case .gru: 3
        case .lstm: 4
        }
    }

    /// (steps, features) → (units,), or (steps, units) with `returnsSequences`.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard units > 0, units <= LayerPlan.mostNumbers else {
            throw Mistake("\(word) has \(units) units", expected: "at least 1")
        }
        let shape = try Self.sequence(inputs, word)
        let wide = gates * units
        var parameters = [
            ParameterPlan("kernel", [shape[1], wide], .glorotUniform),
            ParameterPlan("recurrent_kernel", [units, wide], .orthogonal(gain: 1)),
            ParameterPlan("bias", [wide], cell == .lstm ? .forgetBias(units: units) : .zeros),
        ]
        if cell == .gru { parameters.append(ParameterPlan("recurrent_bias", [wide], .zeros)) }
        return LayerPlan(output: returnsSequences ? [shape[0], units] : [units], parameters: parameters)
    }

    /// The states h₁ … h_T from h₀ = 0, or the last of them.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let p = place.parameters
        let a = tape.dense(place.inputs[0], weights: p[0], bias: p[2])
        let states: Matrix
        switch cell {
        case .simple:
            states = tape.simpleRecurrence(a, recurrent: p[1], function: activation.element ?? .tanh, mask: place.mask)
        case .gru: states = tape.gatedRecurrence(a, recurrent: p[1], recurrentBias: p[3], mask: place.mask)
        case .lstm: states = tape.longShortTerm(a, recurrent: p[1], mask: place.mask)
        }
        return returnsSequences ? states : tape.pickRow(states, place.shapes[0][0] - 1)
    }

    /// That of the input, where all states come out.
    public func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { returnsSequences ? place.mask : nil }
}
