import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// `tf.GradientTape`: derivatives of what is computed in a with block.
///
/// The record is that of `Autograd`, which every operation on variables makes anyway; a tape marks the moments between which
/// it counts.
enum GradientTapeClass {
    /// The moments of one tape, and what was asked of it.
    private final class Tape {
        var window: Range<Int>
        var isOpen = false
        var isPersistent: Bool
        var isUsed = false
        /// nil where every variable is watched.
        var watched: [Tensor]?
        /// All that `watch` was told.
        var told: [Tensor] = []

        init(isPersistent: Bool, watchesVariables: Bool) {
            self.isPersistent = isPersistent
            watched = watchesVariables ? nil : []
            let now = Recorder.moment
            window = now..<now
        }

        func open(_ recorder: Recorder) {
            guard !isOpen else { return }
            isOpen = true
            window = (window.isEmpty ? Recorder.moment : window.lowerBound)..<Int.max
            recorder.tapes += 1
        }

        func close(_ recorder: Recorder) {
            guard isOpen else { return }
            isOpen = false
            window = window.lowerBound..<Recorder.moment
            recorder.tapes -= 1
        }
    }

    static let words: [Word] = [
        Word(
            "tensorflow.GradientTape", family: "tensorflow",
            summary: "a with block after which derivatives of what was computed in it can be asked for",
            details:
                "`with tf.GradientTape() as tape: loss = …`, then `tape.gradient(loss, variables)`. Variables are watched; "
                + "a plain tensor is after `tape.watch(x)`. Tapes may stand inside each other, for derivatives of higher order.",
            parameters: [
                Parameter("persistent", .bool, false, "whether gradient() may be called more than once"),
                Parameter("watch_accessed_variables", .bool, true, "whether variables are watched without being named"),
            ], returns: "tape",
            examples: [
                "import tensorflow as tf\nx = tf.Variable(3.0)\nwith tf.GradientTape() as tape:\n    y = x*x\ntape.gradient(y, x)"
            ], seeAlso: ["tensorflow.Variable"], meaning: .type(native))
    ]

    private static let sources = Parameter("sources", .any, .required, "variables, or watched tensors, in any nesting")
    private static let unconnected = Parameter(
        "unconnected_gradients", .any, .value(.text("none")),
        "\"zero\" for zeros where the target does not depend on a source")

    private static let native = NativeClass(
        "GradientTape", module: "tensorflow.python.eager.backprop",
        methods: [
            .init(
                "__init__",
                [
                    Parameter("persistent", .bool, false, "whether gradient() may be called more than once"),
                    Parameter("watch_accessed_variables", .bool, true, "whether variables are watched"),
                ]
            ) { object, args, context in
                context.usesTensorFlow()
                object.payload = Tape(
                    isPersistent: try args.bool("persistent"),
                    watchesVariables: try args.bool("watch_accessed_variables"))
                return .none
            },
            .init(open: "__enter__") { object, _, _, context in
                try tape(object).open(context.tensorFlow)
                return .asObject(object)
            },
            .init(open: "__exit__") { object, _, _, context in
                try tape(object).close(context.tensorFlow)
                return .bool(false)
            },
            .init("watch", [Parameter("tensor", .any, .required, "a tensor, or a list of them")]) { object, args, _ in
                let tape = try tape(object)
                for value in leaves(args["tensor"]) {
                    guard let tensor = value.asThing(Tensor.self) else {
                        throw args.mistake(
                            "tensor", "\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a tensor",
                            try: "tf.constant(…)")
                    }
                    if tensor.variableName == nil, !tensor.isRecorded(since: tape.window.lowerBound) { tensor.forget() }
                    try tensor.requireGrad()
                    tape.watched?.append(tensor)
                    tape.told.append(tensor)
                }
                return .none
            },
            .init(
                "gradient",
                [
                    Parameter(
                        "target", .any, .required, "what is differentiated: its sum, where it is no single number"),
                    sources,
                    Parameter("output_gradients", .any, .value(.none), "a factor of each number of the target"),
                    unconnected,
                ]
            ) { object, args, context in
                let tape = try use(object)
                let targets = leaves(args["target"]).compactMap { $0.asThing(Tensor.self) }
                let seeds = leaves(args["output_gradients"])
                let factors = try targets.indices.map { place -> Tensor? in
                    place < seeds.count && !seeds[place].isNone ? try context.tensor(seeds[place]) : nil
                }
                let wantsZeros = args["unconnected_gradients"].asText == "zero"
                let found = try gradients(
                    targets, factors, leaves(args["sources"]), tape, context, zeros: wantsZeros)
                var rest = found[...]
                return rebuilt(args["sources"], &rest)
            },
            .init("jacobian", [Parameter("target", .any, .required, "what is differentiated"), sources, unconnected]) {
                object, args, context in
                let tape = try use(object)
                guard let target = args["target"].asThing(Tensor.self) else {
                    throw args.mistake("target", "\(args["target"].brief)", expected: "a tensor")
                }
                let places = leaves(args["sources"])
                var columns: [[Value]] = places.map { _ in [] }
                for place in 0..<target.count {
                    if context.work.isCancelled { throw Stopped() }
                    let seed = try NDArray.zeros(target.shape, target.dtype)
                    seed.set(.float(1), at: place)
                    let row = try gradients(
                        [target], [target.recorder.tensor(seed)], places, tape, context, zeros: true)
                    for (number, value) in row.enumerated() { columns[number].append(value) }
                }
                let found = try columns.enumerated().map { number, rows -> Value in
                    let tensors = rows.compactMap { $0.asThing(Tensor.self) }
                    guard let first = tensors.first else { return .none }
                    return .thing(try Tensor.stacked(tensors, along: 0).reshaped(target.shape + first.shape))
                }
                var rest = found[...]
                return rebuilt(args["sources"], &rest)
            },
            .init("stop_recording") { object, _, context in
                throw Mistake(
                    "stop_recording is not spoken here",
                    expected: "what is not to be differentiated, outside the block",
                    try: "tf.stop_gradient(x)"
                ).raised(as: "NotImplementedError")
            },
            .init("reset") { object, _, context in
                let tape = try tape(object)
                tape.window = Recorder.moment..<tape.window.upperBound
                tape.isUsed = false
                return .none
            },
            .init("watched_variables") { object, _, _ in
                .tuple(try tape(object).told.filter { $0.variableName != nil }.map { .thing($0) })
            },
        ])

    private static func tape(_ object: Instance) throws -> Tape {
        guard let tape = object.payload as? Tape else { throw Mistake("this tape was not begun") }
        return tape
    }

    private static func use(_ object: Instance) throws -> Tape {
        let tape = try tape(object)
        guard tape.isPersistent || !tape.isUsed else {
            throw Mistake(
                "the tape has given its gradients already", expected: "one call of gradient() for all sources",
                try: "tf.GradientTape(persistent=True)"
            ).raised(
                as: "RuntimeError",
                "A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)")
        }
        tape.isUsed = true
        return tape
    }

    private static func gradients(
        _ targets: [Tensor], _ factors: [Tensor?], _ places: [Value], _ tape: Tape, _ context: Context, zeros: Bool
    ) throws -> [Value] {
        let sources = try places.map { value -> Tensor in
            guard let tensor = value.asThing(Tensor.self) else {
                throw Mistake(
                    "a source is \(value.brief), \(Phrase.indefinite(value.kind))", expected: "variables or tensors",
                    try: "model.trainable_variables", argument: "sources"
                ).raised(as: "AttributeError", "'\(value.typeName)' object has no attribute '_id'")
            }
            return tensor
        }
        let wanted = sources.filter { source in
            source.requiresGrad && tape.watched?.contains { $0 === source } != false
        }
        let roots = zip(targets, factors).filter { $0.0.requiresGrad }
        var found: [ObjectIdentifier: Tensor] = [:]
        if !roots.isEmpty, !wanted.isEmpty {
            let recorder = context.tensorFlow
            // A tape that is still open sees the derivatives too.
            let createsGraph = recorder.tapes > 0
            let seeds = try roots.map { target, factor in
                try factor ?? target.recorder.full(target.shape, 1, target.dtype)
            }
            let upper = tape.isOpen ? Int.max : tape.window.upperBound
            let gradients = try Tensor.gradients(
                of: roots.map(\.0), seeds, by: wanted, keepsGraph: true, createsGraph: createsGraph,
                within: tape.window.lowerBound..<upper)
            for (source, gradient) in zip(wanted, gradients) { found[ObjectIdentifier(source)] = gradient }
        }
        return try sources.map { source in
            if let gradient = found[ObjectIdentifier(source)] { return .thing(gradient) }
            return zeros ? .thing(try source.recorder.full(source.shape, 0, source.dtype)) : .none
        }
    }

    /// The values in lists, tuples and dicts, one after the other.
    static func leaves(_ value: Value) -> [Value] {
        if case .dict(let entries) = value { return entries.entries.flatMap { leaves($0.value) } }
        if case .thing = value { return [value] }
        if let items = value.elements { return items.flatMap(leaves) }
        return value.isNone ? [] : [value]
    }

    /// Other values in the same nesting.
    private static func rebuilt(_ value: Value, _ rest: inout ArraySlice<Value>) -> Value {
        if case .dict(let entries) = value {
            return .dict(Value.Dictionary(entries.entries.map { ($0.key, rebuilt($0.value, &rest)) }))
        }
        if case .thing = value { return rest.popFirst() ?? .none }
        if case .tuple(let items) = value { return .tuple(items.map { rebuilt($0, &rest) }) }
        if let items = value.elements { return .list(items.map { rebuilt($0, &rest) }) }
        return rest.popFirst() ?? .none
    }
}
