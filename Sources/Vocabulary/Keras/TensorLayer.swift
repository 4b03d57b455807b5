import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors

/// A layer that is some operations on tensors: what they record of a batch gives its gradient.
struct TensorLayer: Layer {
    /// What it computes of a batch.
    struct Call {
        let inputs: [Tensor]
        let parameters: [Tensor]
        let state: [Tensor]
        let isTraining: Bool
        /// 1 for each step of the input that counts, where some do not and the layer reads it.
        var mask: Tensor?

        /// The first input.
        var x: Tensor { inputs[0] }
        var rows: Int { x.shape[0] }
    }

    /// Keras's class: `Conv1D`.
    let word: String
    let kind: String
    let summary: String
    let givenName: String?
    /// Under Keras's names.
    var settings: [(name: String, value: LayerSetting)] = []
    /// What is applied to the output.
    let activation: Activation
    let masks: Masks
    /// How many states it gives beside its output, and begins with where they are among its inputs: of a recurrent layer.
    var states = 0
    /// Whether its states come out: behind the output, a row each.
    var givesStates = false
    var goesByFirstMask: Bool { states > 0 }

    /// The states are a row each, behind the output.
    func tensors(in output: [Int?]) -> [[Int?]] {
        guard givesStates, output.count == 2 else { return [output] }
        let state = [output[1]]
        let first = masks == .keptAfterUse ? [output[0].map { $0 - states }, output[1]] : state
        return [first] + Array(repeating: state, count: states)
    }
    /// What `adapt` learns of data, where the layer has it.
    var statistics: DataStatistics?
    /// What is learnt, for inputs of these shapes; refuses those that it cannot read.
    let parameters: @Sendable (_ shapes: [[Int]]) throws -> [ParameterPlan]
    var state: @Sendable (_ shapes: [[Int]]) throws -> [StatePlan] = { _ in [] }
    /// A row of the output for each row of the inputs.
    let body: @Sendable (Call) throws -> Tensor

    init(
        _ word: String, _ words: [String], settings: [(name: String, value: LayerSetting)] = [], name: String?,
        activation: Activation = .linear, masks: Masks = .dropped,
        parameters: @escaping @Sendable ([[Int]]) throws -> [ParameterPlan] = { _ in [] },
        body: @escaping @Sendable (Call) throws -> Tensor
    ) {
        self.word = word
        kind = KerasName.snake(word)
        self.settings = settings
        summary = "\(word)(\(words.joined(separator: ", ")))"
        givenName = name
        self.activation = activation
        self.masks = masks
        self.parameters = parameters
        self.body = body
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let (parameters, state) = (try parameters(inputs), try state(inputs))
        let recorder = Recorder(style: .keras)
        recorder.isRecording = false
        func zeros(_ shape: [Int]) throws -> Tensor {
            guard let count = shape.numbers, count < 1 << 26 else {
                throw Mistake("\(word) would work on shape \(shape.shapeText)", expected: "smaller sizes")
            }
            return try recorder.full(shape, 0, .float32)
        }
        let made = try body(
            Call(
                inputs: inputs.map { try zeros([1] + $0) }, parameters: parameters.map { try zeros($0.shape) },
                state: state.map { try zeros([$0.count]) }, isTraining: false))
        var output = Array(made.shape.dropFirst())
        if let last = output.last, activation != .linear {
            output[output.count - 1] = try activation.outputColumns(of: last)
        }
        return LayerPlan(output: output, parameters: parameters, state: state)
    }

    /// What a layer makes of the mask of its input.
    enum Masks: Sendable {
        /// Its output has none.
        case dropped
        /// It treats every step by itself: that of its input.
        case kept
        /// It passes over steps that do not count.
        case used
        /// It passes over them, and has an output for each step.
        case keptAfterUse
    }

    func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? {
        switch masks {
        case .dropped, .used: nil
        case .kept, .keptAfterUse: place.mask
        }
    }

    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let function = Function(
            layer: self, shapes: place.shapes, planned: try plan(place.shapes), number: place.number)
        let mask: [Matrix] =
            switch masks {
            case .used, .keptAfterUse: place.mask.map { [$0] } ?? []
            case .dropped, .kept: []
            }
        let made = tape.foreign(
            function, place.inputs + mask, parameters: place.parameters, state: place.state,
            columns: place.output.last ?? 1, rowsPerExample: place.output.dropLast().reduce(1, *))
        return activation == .linear ? made : activation.record(on: tape, made)
    }

    /// The layer on one tape. A tape belongs to one thread at a time.
    private final class Function: ForeignFunction, @unchecked Sendable {
        let layer: TensorLayer
        let shapes: [[Int]]
        let planned: LayerPlan
        let number: Int
        private let recorder = Recorder(style: .keras)
        private var kept: (inputs: [Tensor], parameters: [Tensor], output: Tensor)?

        init(layer: TensorLayer, shapes: [[Int]], planned: LayerPlan, number: Int) {
            (self.layer, self.shapes, self.planned, self.number) = (layer, shapes, planned, number)
        }

        private func tensor(_ source: UnsafePointer<Float>, _ shape: [Int]) throws -> Tensor {
            let array = try NDArray(uninitialised: shape, .float32)
            array.pointer(Float.self).update(from: source, count: array.count)
            return recorder.tensor(array)
        }

        func forward(_ call: ForeignCall) -> Double {
            kept = nil
            do {
                if call.isTraining {
                    recorder.reseed(call.seed &+ (call.step &* 1_000_003) &+ (UInt64(number) &* 7919))
                }
                let inputs = try zip(shapes, call.inputs).map { try tensor($1, [call.batch] + $0) }
                let parameters = try zip(planned.parameters, call.parameters).map { try tensor($1, $0.shape) }
                let mask =
                    try call.inputs.count > shapes.count
                    ? tensor(call.inputs[shapes.count], [call.batch, shapes[0][0]]) : nil
                let state = try zip(planned.state, call.state).map { try tensor($1, [$0.count]) }
                if call.isDifferentiable { for leaf in inputs + parameters { try leaf.requireGrad() } }
                let output = try recorder.recording(call.isDifferentiable) {
                    try layer.body(
                        Call(
                            inputs: inputs, parameters: parameters, state: state, isTraining: call.isTraining,
                            mask: mask))
                }
                let values = try output.array.converted(to: .float32).contiguous()
                call.output.update(from: values.pointer(Float.self), count: values.count)
                if call.isDifferentiable { kept = (inputs, parameters, output) }
                return 0
            } catch {
                // What cannot be computed is no number: the training ends there and names the layer.
                call.output.update(repeating: .nan, count: call.batch * planned.output.reduce(1, *))
                return .nan
            }
        }

        func backward(_ call: ForeignCall, _ gradient: UnsafePointer<Float>, slope: Double) -> [[Float]?] {
            guard let kept, kept.output.requiresGrad else { return [] }
            self.kept = nil
            let found = try? Tensor.gradients(
                of: [kept.output], [tensor(gradient, kept.output.shape)], by: kept.inputs + kept.parameters)
            let slopes = (found ?? []).map { $0?.array.floats() }
            // Nothing is learnt by a mask.
            let masks = [[Float]?](repeating: nil, count: call.inputs.count - shapes.count)
            return Array(slopes.prefix(shapes.count)) + masks + Array(slopes.dropFirst(shapes.count))
        }
    }
}

/// Mean and variance of every feature, learnt of data before training: what `Normalization` keeps.
final class DataStatistics: @unchecked Sendable {
    var mean: [Float]
    var variance: [Float]
    var count: Float
    /// Whether all features have one mean and one variance together.
    let isOne: Bool

    /// Nothing is known yet where both are empty.
    init(mean: [Float] = [], variance: [Float] = [], isOne: Bool = false) {
        (self.mean, self.variance, self.isOne, count) = (mean, variance, isOne, 0)
    }

    /// Learns of rows of so many features.
    func take(_ values: [Float], features: Int) {
        let features = isOne ? 1 : features
        let rows = values.count / Swift.max(1, features)
        guard rows > 0 else { return }
        var (means, variances) = ([Float](), [Float]())
        for feature in 0..<features {
            let column = (0..<rows).map { Double(values[$0 * features + feature]) }
            let mean = column.reduce(0, +) / Double(rows)
            means.append(Float(mean))
            variances.append(Float(column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)))
        }
        (mean, variance, count) = (means, variances, Float(rows))
    }
}
