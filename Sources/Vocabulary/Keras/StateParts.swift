import Answers
import Autograd
import Language
import Networks
import Tensors

/// The states of recurrent layers: what they begin with (`initial_state`), and what they end with (`return_state`).
///
/// A layer that gives its states lays them behind its output, a row each; whoever calls it gets the parts.
enum StateParts {
    /// What was given for the layer to begin with.
    static func initial(_ arguments: Arguments) -> [Value] {
        let given = arguments["initial_state"]
        if given.isNone { return [] }
        if case .thing = given { return [given] }
        return given.elements ?? [given]
    }

    /// The layer as it is where its first states are given.
    ///
    /// - Throws: `Mistake` for a layer that has no states, and for too many or too few.
    static func begun(_ layer: any Layer, _ arguments: Arguments) throws -> any Layer {
        let given = initial(arguments)
        if given.isEmpty { return layer }
        let stepwise = try (layer as? RecurrentLayer).map { try RecurrentLayers.stepwise($0) } ?? layer
        guard let recurrence = stepwise as? TensorLayer, recurrence.states > 0 else {
            throw arguments.mistake(
                "initial_state", "\(layer.summary) has no states", expected: "SimpleRNN, GRU or LSTM")
        }
        guard given.count == recurrence.states else {
            throw arguments.mistake(
                "initial_state", "initial_state holds \(given.count) for \(layer.summary)",
                expected: recurrence.states == 1 ? "one state" : "two, h and c", try: "initial_state=[h, c]")
        }
        return recurrence
    }

    /// - Throws: `Mistake` for a layer that gives a list, where one tensor is passed on.
    static func refuse(_ layer: any Layer, in place: String) throws {
        guard (layer as? TensorLayer)?.givesStates == true else { return }
        throw Mistake(
            "\(layer.summary) gives a list, and \(place) passes on one tensor",
            expected: "a call of the layer, whose parts have names",
            try: "output, h, c = LSTM(8, return_state=True)(x)")
    }

    /// The output, or the list of it and the states, in a model that is being composed.
    static func parted(_ whole: SymbolicTensor, _ layer: any Layer) -> Value {
        guard let recurrence = layer as? TensorLayer, recurrence.givesStates else { return .thing(whole) }
        return .list(
            (0...recurrence.states).map { part in
                .thing(
                    SymbolicTensor(
                        layer: StatePartLayer(part: part, of: recurrence), identity: LayerIdentity(), inputs: [whole]))
            })
    }

    /// The same of numbers.
    static func parted(_ whole: Tensor, _ recurrence: TensorLayer) throws -> Value {
        guard recurrence.givesStates else { return .thing(whole) }
        return .list(try (0...recurrence.states).map { .thing(try part($0, of: whole, recurrence)) })
    }

    /// The output of all steps or the last, or a state.
    fileprivate static func part(_ part: Int, of whole: Tensor, _ recurrence: TensorLayer) throws -> Tensor {
        let rows = whole.shape[1] - recurrence.states
        guard part == 0 else { return try whole.selected(1, rows + part - 1) }
        return recurrence.masks == .keptAfterUse ? try whole.narrowed(1, 0, rows) : try whole.selected(1, 0)
    }
}

/// One of what a recurrent layer gives: its output, or a state.
struct StatePartLayer: PartLayer {
    let part: Int
    private let recurrence: TensorLayer

    init(part: Int, of recurrence: TensorLayer) { (self.part, self.recurrence) = (part, recurrence) }

    var kind: String { "state_part" }
    var summary: String { "part \(part) of \(recurrence.word)" }

    private var cut: TensorLayer {
        TensorLayer("StatePart", ["\(part)"], name: nil) { [part, recurrence] call in
            try StateParts.part(part, of: call.x, recurrence)
        }
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan { try cut.plan(inputs) }
    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix { try cut.record(on: tape, place) }
    func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { part == 0 ? place.mask : nil }
}
