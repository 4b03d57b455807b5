internal import Answers
public import Tensors

/// A layer: what it needs to be built, and how it is written on a tape.
///
/// A layer is a description and holds no numbers; the model that contains it owns the parameters. Shapes are those of one
/// example: `[8]` a row of eight features, `[64, 32]` 64 time steps of 32 features, `[28, 28, 1]` an image, channels last.
/// On the tape the last extent is the columns and the others together are the rows of an example.
public protocol Layer: Sendable {
    /// The name the person gave, or nil for one made from `kind`: `dense`, `dense_1`.
    var givenName: String? { get }
    /// The layer's class in snake case: `dense`, `layer_normalization`.
    var kind: String { get }
    /// The call that makes this layer: `Dense(64, activation='relu')`.
    var summary: String { get }
    /// Checks that the layer can read these shapes and says what it makes of them.
    ///
    /// - Throws: `Mistake` that names the expected and the found shape; the model adds the layer's name.
    func plan(_ inputs: [[Int]]) throws -> LayerPlan
    /// Writes the layer's operations on a tape.
    ///
    /// - Throws: `Mistake` when the shapes are not those that `plan` accepts.
    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix
    /// What becomes of the mask that its input has, 1 for each step that counts; nil where its output has none.
    func mask(on tape: Tape, _ place: LayerPlace) -> Matrix?
    /// What it was made with, under Keras's names: `units`, `rate`.
    var settings: [(name: String, value: LayerSetting)] { get }
    /// Whether it may add to the loss by itself.
    var addsToLoss: Bool { get }
    /// Whether some of its parameters may be held where they are while others are learnt.
    var mayHold: Bool { get }
    /// Whether a parameter is held where it is.
    func holds(_ role: String) -> Bool
    /// Whether the mask of its first input is the one it goes by, whatever its others have.
    var goesByFirstMask: Bool { get }
    /// The shapes of the tensors that lie in its output: of a layer that gives a list, several; nil for an extent that is open.
    func tensors(in output: [Int?]) -> [[Int?]]
    /// The call that makes it again in a program, where that is another than `summary`.
    var programCall: String { get }
    /// What a call of it is given beside its inputs, as a program writes it: `, use_causal_mask=True`.
    var callArguments: String { get }
}

/// What stands between layers and is none that Keras would list: nobody sees it.
public protocol HiddenLayer: Layer {}

/// An operation between layers that Keras lists in the table of a model, and not among its layers.
public protocol OperationLayer: Layer {
    /// The operation as a program writes it: `t0 * t1`.
    func expression(_ sources: [String]) -> String
}

extension Layer {
    /// A name is made from `kind` where none is given.
    public var givenName: String? { nil }
    /// A layer that looks at more than one step at a time has an output without a mask.
    public func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { nil }
    /// Nothing that could be asked for.
    public var settings: [(name: String, value: LayerSetting)] { [] }
    /// Most layers give their output alone.
    public var addsToLoss: Bool { false }
    /// A layer is learnt as a whole.
    public var mayHold: Bool { false }
    /// A layer is learnt as a whole.
    public func holds(_ role: String) -> Bool { false }
    /// Where branches meet, a step counts that all of them say so of.
    public var goesByFirstMask: Bool { false }
    /// Most layers give one tensor.
    public func tensors(in output: [Int?]) -> [[Int?]] { [output] }
    /// As it is shown: most layers are made by the line that shows them.
    public var programCall: String { summary }
    /// Nothing: most layers are called with their input alone.
    public var callArguments: String { "" }
}

/// One thing that a layer was made with.
public enum LayerSetting: Sendable {
    case whole(Int)
    case number(Double)
    case flag(Bool)
    case text(String)
    case pair(Int, Int)
}

/// What a layer says before it is built: the shape of its output, its parameters and its running values.
public struct LayerPlan: Sendable {
    /// The shape of one example of the output.
    public var output: [Int]
    /// What is learnt, in the order in which it lies in the flat vector.
    public var parameters: [ParameterPlan]
    /// Numbers that are learnt without a gradient, such as running means.
    public var state: [StatePlan]

    /// A plan; without parameters and running values where none are named.
    public init(output: [Int], parameters: [ParameterPlan] = [], state: [StatePlan] = []) {
        self.output = output
        self.parameters = parameters
        self.state = state
    }
}

extension LayerPlan {
    /// The most numbers in one example of an output, or in the parameters of a model: 2²⁸, a gigabyte of Float32.
    static let mostNumbers = 1 << 28

    /// Refuses what no memory holds before any is taken.
    ///
    /// - Returns: how many numbers the parameters have.
    /// - Throws: `Mistake` for an output or parameters of more than `mostNumbers` numbers.
    @discardableResult
    func checkSize() throws -> Int {
        var total = 0
        for (name, shape) in [("output", output)] + parameters.map({ ($0.name, $0.shape) }) {
            guard let count = shape.numbers, count <= LayerPlan.mostNumbers - (name == "output" ? 0 : total) else {
                throw Mistake(
                    "its \(name) of shape \(shape.shapeText) is too large",
                    expected: "at most \(LayerPlan.mostNumbers) numbers in an output, and in all parameters together")
            }
            if name != "output" { total += count }
        }
        return total
    }
}

/// A parameter tensor that a layer asks for.
public struct ParameterPlan: Sendable {
    /// `kernel`, `bias`, `gamma` …
    public var name: String
    /// Its extents, (in, out) for the kernel of a dense layer.
    public var shape: [Int]
    /// How it is filled before training.
    public var initialiser: Initialiser
    /// The penalty on it, nil for none.
    public var regulariser: Regulariser?
    /// What is done to it after every update, nil for nothing.
    public var constraint: Constraint?

    /// A tensor of that name and shape, row-major in the flat vector of the network.
    public init(
        _ name: String, _ shape: [Int], _ initialiser: Initialiser, regulariser: Regulariser? = nil,
        constraint: Constraint? = nil
    ) {
        self.name = name
        self.shape = shape
        self.initialiser = initialiser
        self.regulariser = regulariser
        self.constraint = constraint
    }
}

/// A row of numbers that a layer updates itself.
public struct StatePlan: Sendable {
    /// `moving_mean` …
    public var name: String
    /// How many numbers it has.
    public var count: Int
    /// What they are before training.
    public var initial: Float
    /// The same where they are not all alike.
    var values: [Float]?

    /// A row that begins with these numbers, one for each place.
    public init(_ name: String, values: [Float]) {
        self.init(name, values.count, initial: 0)
        self.values = values
    }

    /// A row of `count` numbers that begin at `initial`.
    public init(_ name: String, _ count: Int, initial: Float) {
        self.name = name
        self.count = count
        self.initial = initial
    }
}

/// What a layer is handed when it is recorded.
public struct LayerPlace {
    /// The outputs of the layers it reads.
    public var inputs: [Matrix]
    /// Shapes of one example of each input.
    public var shapes: [[Int]]
    /// The shape that `plan` announced.
    public var output: [Int]
    /// In the order of the plan.
    public var parameters: [Matrix]
    /// In the order of the plan.
    public var state: [Matrix]
    /// The layer's number in the model; keys random draws.
    public var number: Int
    /// Whether nothing of it is learnt.
    public var isFrozen = false
    /// 1 for each step of the input that counts, 0 for each that does not; nil where all count.
    public var mask: Matrix?
    /// The same of each input.
    public var masks: [Matrix?] = []
}

/// A layer that treats every step by itself: its output has the mask of its input.
protocol StepwiseLayer: Layer {}

extension StepwiseLayer {
    /// That of the input.
    public func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { place.mask }
}

extension Layer {
    /// The one input shape of a layer that reads a single input.
    static func one(_ inputs: [[Int]], _ name: String) throws -> [Int] {
        guard inputs.count == 1, let shape = inputs.first else {
            throw Mistake("\(name) is given \(inputs.count) inputs", expected: "one")
        }
        return shape
    }

    /// The one input shape of a layer that reads a sequence of feature rows.
    static func sequence(_ inputs: [[Int]], _ name: String) throws -> [Int] {
        let shape = try one(inputs, name)
        guard shape.count == 2 else {
            throw Mistake(
                "\(name) is given examples of shape \(shape.shapeText)", expected: "sequences (steps, features)")
        }
        return shape
    }
}

extension Array where Element == Int {
    /// Rows of one example on the tape: all extents but the last.
    var exampleRows: Int { dropLast().reduce(1, *) }
    var exampleColumns: Int { last ?? 1 }
}
