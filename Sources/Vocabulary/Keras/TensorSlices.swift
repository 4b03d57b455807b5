import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// `tf.data.Dataset`: examples that are shuffled, put into batches and gone through in a loop by hand, or given to `fit`.
enum TensorSlices {
    /// How many elements there are, as far as it can be told before they are gone through.
    enum Count {
        case known(Int), unknown, endless

        func map(_ change: (Int) -> Int) -> Count {
            if case .known(let count) = self { .known(change(count)) } else { self }
        }

        /// So many times as many, as far as 63 bits count.
        func times(_ factor: Int) -> Count {
            map { count in
                let (product, isTooMuch) = count.multipliedReportingOverflow(by: factor)
                return isTooMuch ? .max : product
            }
        }

        /// So many more, as far as 63 bits count.
        func and(_ more: Int) -> Count {
            map { count in
                let (sum, isTooMuch) = count.addingReportingOverflow(more)
                return isTooMuch ? .max : sum
            }
        }

        /// In parts of a size; a last smaller one counts, too.
        func parts(of size: Int) -> Count { map { $0 / size + ($0 % size == 0 ? 0 : 1) } }

        /// As TensorFlow's `cardinality` has it.
        var number: Int {
            switch self {
            case .known(let count): count
            case .unknown: -2
            case .endless: -1
            }
        }
    }

    /// One way of going through the examples, begun anew by every loop.
    final class Pipeline {
        /// What made it, as TensorFlow's classes are called: `Batch` of `_BatchDataset`.
        let kind: String
        let count: Count
        let batchSize: Int?
        /// Whether the first axis of an element is not of one length throughout.
        let hasOpenRows: Bool
        let begin: (Context) throws -> () throws -> Value?

        init(
            _ kind: String, count: Count, batchSize: Int? = nil, hasOpenRows: Bool = false,
            _ begin: @escaping (Context) throws -> () throws -> Value?
        ) {
            (self.kind, self.count, self.batchSize, self.hasOpenRows) = (kind, count, batchSize, hasOpenRows)
            self.begin = begin
        }

        /// The same examples by another way.
        convenience init(
            _ kind: String, as source: Pipeline, count: Count? = nil,
            _ begin: @escaping (Context) throws -> () throws -> Value?
        ) {
            self.init(
                kind, count: count ?? source.count, batchSize: source.batchSize, hasOpenRows: source.hasOpenRows, begin)
        }

        /// Elements that are there already.
        convenience init(_ kind: String, _ elements: [Value]) {
            self.init(kind, count: .known(elements.count)) { _ in
                var rest = elements[...]
                return { rest.popFirst() }
            }
        }
    }

    static let words: [Word] = sources + windows

    private static let sources: [Word] = [
        Word(
            "tensorflow.data.Dataset.range", family: "tensorflow", summary: "a dataset of whole numbers",
            parameters: [
                Parameter("start", .int(), .required, "the first, or the end where it stands alone"),
                Parameter("stop", .optional(.int()), .value(.none), "where they end, itself not among them"),
                Parameter("step", .int(), 1, "the distance"),
            ], returns: "dataset",
            examples: ["import tensorflow as tf\nfor i in tf.data.Dataset.range(3):\n    print(i.numpy())"],
            seeAlso: ["tensorflow.data.Dataset.from_tensor_slices"],
            meaning: .call { args, context in
                context.usesTensorFlow()
                let alone = args["stop"].isNone
                let start = alone ? 0 : try args.int("start")
                let stop = alone ? try args.int("start") : try args.int("stop")
                let step = try args.int("step")
                guard step != 0 else {
                    throw args.mistake("step", "step = 0", expected: "a distance that comes to an end")
                }
                // The distance and the step's magnitude as unsigned numbers: they need not fit a signed one.
                let isEmpty = step > 0 ? stop <= start : start <= stop
                let gap = UInt(bitPattern: step > 0 ? stop &- start : start &- stop)
                let count = isEmpty ? 0 : Int(clamping: (gap - 1) / step.magnitude + 1)
                return dataset(
                    Pipeline("Range", count: .known(count)) { context in
                        var place = 0
                        return {
                            guard place < count else { return nil }
                            defer { place += 1 }
                            return try whole(start &+ place &* step, context)
                        }
                    }, context)
            }),
        Word(
            "tensorflow.data.Dataset.from_tensor_slices", family: "tensorflow",
            summary: "a dataset of the rows of arrays: shuffle(…), batch(…) and map(…) make others of it",
            parameters: [Parameter("tensors", .any, .required, "an array, a tuple of them, or a dict")],
            returns: "dataset",
            examples: [
                "import tensorflow as tf\nfor x, y in tf.data.Dataset.from_tensor_slices(([1.0, 2.0], [0, 1])).batch(2):\n    print(x, y)"
            ], seeAlso: ["tensorflow.GradientTape"],
            meaning: .call { args, context in
                context.usesTensorFlow()
                let whole = try tensors(args["tensors"], context)
                let columns = leaves(whole).compactMap(rows)
                guard let count = columns.first?.count else {
                    throw args.mistake("tensors", "no rows are given", expected: "arrays of as many rows each")
                }
                guard columns.allSatisfy({ $0.count == count }) else {
                    throw args.mistake(
                        "tensors",
                        "arrays of \(columns.map { "\($0.count ?? 0)" }.joined(separator: " and ")) rows",
                        expected: "as many rows each")
                }
                return dataset(
                    Pipeline("TensorSlice", count: .known(count)) { context in
                        var row = 0
                        return {
                            guard row < count else { return nil }
                            defer { row += 1 }
                            var tensors = try columns.map { try $0.row(row, context) }[...]
                            return rebuilt(whole) { _ in tensors.popFirst() ?? .none }
                        }
                    }, context)
            }),
        Word(
            "tensorflow.data.Dataset.from_tensors", family: "tensorflow", summary: "a dataset of one element",
            parameters: [Parameter("tensors", .any, .required, "an array, a tuple of them, or a dict")],
            returns: "dataset",
            examples: ["import tensorflow as tf\nlen(tf.data.Dataset.from_tensors([1, 2]))"],
            seeAlso: ["tensorflow.data.Dataset.from_tensor_slices"],
            meaning: .call { args, context in
                context.usesTensorFlow()
                return dataset(Pipeline("Tensor", [try tensors(args["tensors"], context)]), context)
            }),
        Word(
            "tensorflow.data.Dataset.from_generator", family: "tensorflow",
            summary: "a dataset of what a generator function yields, begun anew by every loop",
            parameters: [
                Parameter("generator", .any, .required, "a function without parameters that yields elements"),
                Parameter("output_types", .any, .value(.none), "the dtype, or a tuple of them"),
                Parameter(
                    "output_shapes", .any, .value(.none), "has no effect: elements have the shape that they have"),
                Parameter("args", .any, .value(.none), "arguments of the function"),
                Parameter("output_signature", .any, .value(.none), "tf.TensorSpec(…), or a tuple of them"),
            ], returns: "dataset",
            examples: [
                """
                import tensorflow as tf
                def squares():
                    for i in range(3):
                        yield i * i
                ds = tf.data.Dataset.from_generator(squares, output_types=tf.int32)
                for x in ds:
                    print(x.numpy())
                """
            ], seeAlso: ["tensorflow.TensorSpec", "tensorflow.data.Dataset.from_tensor_slices"],
            meaning: .call { args, context in
                context.usesTensorFlow()
                let (generator, form) = (
                    args["generator"], args["output_signature"].isNone ? args["output_types"] : args["output_signature"]
                )
                guard !form.isNone else {
                    throw Mistake(
                        "nothing says what the elements are",
                        expected: "output_signature=tf.TensorSpec(shape=(), dtype=tf.float32), or a tuple of them",
                        argument: "output_signature"
                    ).raised(
                        as: "TypeError",
                        "To specify the output signature you need to provide either the `output_signature` argument or "
                            + "the `output_types` argument.")
                }
                let given = try args["args"].isNone ? [] : args["args"].elements(in: context)
                return dataset(
                    Pipeline("FlatMap", count: .unknown) { context in
                        let next = try walk(try context.call(generator, given), context)
                        return { try next().map { try tensors($0, form, context) } }
                    }, context)
            }),
        Word(
            "tensorflow.data.Dataset.zip", family: "tensorflow",
            summary: "a dataset of tuples: an element of each dataset, until one of them ends",
            parameters: [
                Parameter("datasets", .any, .required, "datasets, or one tuple of them", isVariadic: true)
            ], returns: "dataset",
            examples: [
                """
                import tensorflow as tf
                a = tf.data.Dataset.range(3)
                for x, y in tf.data.Dataset.zip((a, a.skip(1))):
                    print(x.numpy(), y.numpy())
                """
            ], seeAlso: ["tensorflow.data.Dataset.from_tensor_slices"],
            meaning: .call { args, context in
                context.usesTensorFlow()
                let given = try args.values("datasets")
                let structure = given.count == 1 ? given[0] : .tuple(given)
                let sources = try leaves(structure).map { leaf in
                    guard let object = leaf.asInstance(of: native) else {
                        throw Mistake("\(leaf.brief) is no dataset", expected: "datasets", argument: "datasets")
                            .raised(as: "TypeError")
                    }
                    return try pipeline(object)
                }
                var count = Count.endless
                for source in sources {
                    switch (count, source.count) {
                    case (.known(let least), .known(let own)): count = .known(Swift.min(least, own))
                    case (.endless, let own): count = own
                    case (_, .unknown): count = .unknown
                    default: break
                    }
                }
                return dataset(
                    Pipeline("Zip", count: count, batchSize: sources.compactMap(\.batchSize).first) { context in
                        let all = try sources.map { try $0.begin(context) }
                        return {
                            var found: [Value] = []
                            for next in all {
                                guard let element = try next() else { return nil }
                                found.append(element)
                            }
                            var rest = found[...]
                            return rebuilt(structure) { _ in rest.popFirst() ?? .none }
                        }
                    }, context)
            }),
    ]

    /// A tensor of numbers or of texts by its rows; without a count where it has no axis.
    private struct Rows {
        let count: Int?
        let row: (Int, Context) throws -> Value
    }

    private static func rows(_ leaf: Value) -> Rows? {
        if let shape = TextTensor.shape(leaf) {
            return Rows(count: shape.first) { try TextTensor.ask(leaf, "_row", [.int($0)], $1) }
        }
        guard let array = leaf.asThing(Tensor.self)?.array else { return nil }
        return Rows(count: array.shape.first) { .thing($1.tensorFlow.tensor(try array.at($0))) }
    }

    // MARK: Structures

    /// What is no tuple and no dict in a structure of them, in order.
    static func leaves(_ value: Value) -> [Value] {
        switch value {
        case .tuple(let items): items.flatMap(leaves)
        case .dict(let entries): entries.entries.flatMap { leaves($0.value) }
        default: [value]
        }
    }

    /// The same structure with other leaves.
    static func rebuilt(_ structure: Value, _ leaf: (Value) throws -> Value) rethrows -> Value {
        switch structure {
        case .tuple(let items): .tuple(try items.map { try rebuilt($0, leaf) })
        case .dict(let entries):
            .dict(Value.Dictionary(try entries.entries.map { ($0.key, try rebuilt($0.value, leaf)) }))
        default: try leaf(structure)
        }
    }

    /// The structure with a tensor for each leaf; datasets stay what they are.
    static func tensors(_ value: Value, _ context: Context) throws -> Value {
        try rebuilt(value) { leaf in
            if leaf.asInstance(of: native) != nil { return leaf }
            if try TextTensor.holds(leaf, context) { return try TextTensor.made(leaf, context) }
            // NumPy's double precision stays what it is; whatever reckons with it makes it single here.
            if let array = leaf.asThing(NDArray.self) { return .thing(context.tensorFlow.tensor(array)) }
            return .thing(try context.tensorFlowTensor(leaf))
        }
    }

    /// The structure with tensors of the dtypes that stand in the same places of a form.
    private static func tensors(_ value: Value, _ form: Value, _ context: Context) throws -> Value {
        switch (value, form) {
        case (_, .tuple(let forms)):
            guard let items = value.elements, items.count == forms.count else {
                throw Mistake(
                    "the generator yields \(value.brief)",
                    expected: "a tuple of \(forms.count), as output_signature says"
                ).raised(
                    as: "TypeError", "`generator` yielded an element that did not match the expected structure.")
            }
            return .tuple(try zip(items, forms).map { try tensors($0, $1, context) })
        case (.dict(let entries), .dict(let forms)):
            return .dict(
                Value.Dictionary(
                    try entries.entries.map { ($0.key, try tensors($0.value, forms[$0.key] ?? .none, context)) }))
        default:
            if try TextTensor.holds(value, context) { return try TextTensor.made(value, context) }
            let dtype = try form.asInstance == nil ? form : context.attribute("dtype", of: form)
            return .thing(try context.tensorFlowTensor(value, dtype))
        }
    }

    static func whole(_ number: Int, _ context: Context) throws -> Value {
        .thing(context.tensorFlow.tensor(try NDArray([number]).reshaped([])))
    }

    /// The elements of anything that a loop goes through, as they are asked for.
    static func walk(_ value: Value, _ context: Context) throws -> () throws -> Value? {
        if let object = value.asInstance(of: native) { return try pipeline(object).begin(context) }
        if (try? context.attribute("__next__", of: value)) != nil { return { try value.next(in: context) } }
        var rest = try value.elements(in: context)[...]
        return { rest.popFirst() }
    }

    static func dataset(_ pipeline: Pipeline, _ context: Context) -> Value {
        let object = context.instance(of: native)
        object.payload = pipeline
        return .asObject(object)
    }

    static func pipeline(_ object: Instance) throws -> Pipeline {
        guard let found = object.payload as? Pipeline else {
            throw Mistake("this dataset has no examples", try: "tf.data.Dataset.from_tensor_slices((x, y))")
        }
        return found
    }
}
