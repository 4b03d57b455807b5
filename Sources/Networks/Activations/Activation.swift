import Answers
public import Cards
public import Tensors

/// What is known of an activation: one declaration in the activation's own file.
public typealias ActivationCard = Card<Activation>

/// What a layer applies to its output: a function of each element, or of the last axis together.
public struct Activation: Sendable, Equatable {
    /// What is computed: of each element by itself, or of the last axis together.
    public enum Function: Sendable {
        /// y = f(x), element by element.
        case element(ElementFunction)
        /// yᵢ = e^xᵢ / Σⱼ e^xⱼ over the last axis.
        case softmax
        /// Any other function of the last axis.
        case rows(any RowFormula)
        /// A function of somebody's of a whole batch, for rows of so many numbers; their shape stays.
        case own(@Sendable (_ columns: Int, _ rowsPerExample: Int) -> any ForeignFunction)
    }

    /// Keras's name: `leaky_relu`.
    public let name: String
    /// The formula: of one number, or of a row.
    public let function: Function
    /// The layer that applies it, when it has settings of its own: `LeakyReLU(0.2)`.
    private let call: String?

    init(_ name: String, _ function: Function, call: String? = nil) {
        self.name = name
        self.function = function
        self.call = call
    }

    /// A function of somebody's.
    public init(
        _ name: String, own function: @escaping @Sendable (_ columns: Int, _ rowsPerExample: Int) -> any ForeignFunction
    ) { self.init(name, .own(function), call: name) }

    /// The same name with the same settings is the same function.
    public static func == (one: Activation, other: Activation) -> Bool {
        one.name == other.name && one.call == other.call
    }

    /// y = x
    public static let linear = Activation("linear", .element(.linear))
    /// y = max(0, x)
    public static let relu = Activation("relu", .element(.relu))
    /// y = 1/(1 + e^−x)
    public static let sigmoid = Activation("sigmoid", .element(.sigmoid))
    /// y = (eˣ − e^−x)/(eˣ + e^−x)
    public static let tanh = Activation("tanh", .element(.tanh))
    /// y = x·Φ(x), Φ the distribution function of the normal distribution: exact, by erf, and not by a tanh (Hendrycks
    /// & Gimpel 2016).
    public static let gelu = Activation("gelu", .element(.gelu))
    /// y = x·σ(x) = x/(1 + e^−x), also called swish (Elfwing et al. 2018).
    public static let silu = Activation("silu", .element(.silu))
    /// yᵢ = e^xᵢ / Σⱼ e^xⱼ over the last axis
    public static let softmax = Activation("softmax", .softmax)

    /// All cards, in the order of the reference.
    public static let cards: [ActivationCard] = Catalogue.activationCards.byChapter

    /// What `activation=` takes as text, with the frameworks' defaults.
    public static let names: [String] = ["linear"] + cards.flatMap { $0.called.map(\.name) }

    /// The activation of that name, or nil.
    public init?(name: String) {
        if name == "linear" {
            self = .linear
        } else {
            guard let (card, spelling) = Activation.cards.called(name),
                let made = try? card.make(spelling.given)
            else { return nil }
            self.init(spelling.given.isEmpty ? made.name : name, made.function)
        }
    }

    /// As `activation=` takes it: `'relu'`, `CELU(0.5)`.
    public var argument: String { call ?? "'\(name)'" }

    /// The layer that does nothing else: `Activation('relu')`, `CELU(0.5)`.
    public var layer: String { call ?? "Activation('\(name)')" }

    /// Its function of one element; nil for a function of rows.
    public var element: ElementFunction? { if case .element(let function) = function { function } else { nil } }

    /// Numbers in a row of the output for rows of `columns` numbers.
    ///
    /// - Throws: `Mistake` for rows that cannot be halved.
    public func outputColumns(of columns: Int) throws -> Int {
        guard case .rows(let formula) = function else { return columns }
        let width = formula.outputColumns(of: columns)
        guard width > 0 else {
            throw Mistake(
                "\(name) halves the last axis, and that has \(columns) numbers", expected: "an even number of them")
        }
        return width
    }

    /// The function of every number, or along rows.
    public func record(on tape: Tape, _ x: Matrix) -> Matrix {
        switch function {
        case .element(let function): name == "linear" ? x : tape.activate(x, function)
        case .softmax: tape.softmax(x)
        case .rows(let formula): tape.activateRows(x, formula)
        case .own(let make):
            tape.foreign(
                make(tape.columns(of: x), tape.rowsPerExample(of: x)), [x], parameters: [], state: [],
                columns: tape.columns(of: x), rowsPerExample: tape.rowsPerExample(of: x))
        }
    }
}

extension Card where Product == Activation {
    /// - Parameters:
    ///   - name: the layer's word, PyTorch's class where it has one.
    ///   - called: Keras's names for `activation=`, the usual one first.
    ///   - function: the function with these settings.
    init(
        _ name: String, aliases: [String] = [], called: [Spelling], _ chapter: Chapter, _ summary: String,
        formula: String, source: String, differences: [String] = [], example: String? = nil,
        _ hyperparameters: [Hyperparameter] = [],
        function: @escaping @Sendable (Settings) throws -> Activation.Function
    ) {
        self.init(
            name, aliases: aliases, called: called, chapter: chapter, summary: summary, formula: formula,
            source: source, differences: differences, example: example ?? "\(name)()", hyperparameters
        ) { settings in
            Activation(
                called.first?.name ?? name, try function(settings),
                call: hyperparameters.isEmpty ? nil : settings.call)
        }
    }
}

extension Chapter {
    static let rectifiers = Chapter(1, "straight on one side")
    static let bounded = Chapter(2, "between two bounds")
    static let shrinking = Chapter(3, "small numbers to nothing")
    static let alongRows = Chapter(4, "of the last axis together")
}
