import Answers
import Arrays
import Autograd
import Datasets
import Language
import Numbers
import TensorVocabulary

/// `tf.data.Dataset`: examples that are shuffled, put into batches and gone through in a loop by hand, or given to `fit`.
enum TensorSlices {
    /// One way of going through the examples, begun anew by every loop.
    private final class Pipeline {
        let count: Int?
        let batchSize: Int?
        let begin: (Context) throws -> () throws -> Value?

        init(count: Int?, batchSize: Int? = nil, _ begin: @escaping (Context) throws -> () throws -> Value?) {
            self.count = count
            self.batchSize = batchSize
            self.begin = begin
        }
    }

    static let words: [Word] = slices + [windows]

    private static let slices: [Word] = [
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
                let gap = step > 0 ? stop - start : start - stop
                let count = gap > 0 ? (gap - 1) / abs(step) + 1 : 0
                return dataset(
                    Pipeline(count: count) { context in
                        var place = 0
                        return {
                            guard place < count else { return nil }
                            defer { place += 1 }
                            let number = try NDArray([start + place * step]).reshaped([])
                            return .thing(context.tensorFlow.tensor(number))
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
                let leaves = try parts(args["tensors"]).map { try context.tensorFlowTensor($0).array }
                guard let first = leaves.first, first.ndim > 0 else {
                    throw args.mistake("tensors", "no rows are given", expected: "arrays of as many rows each")
                }
                let rows = first.shape[0]
                guard leaves.allSatisfy({ $0.ndim > 0 && $0.shape[0] == rows }) else {
                    throw args.mistake(
                        "tensors",
                        "arrays of \(leaves.map { "\($0.shape.first ?? 0)" }.joined(separator: " and ")) rows",
                        expected: "as many rows each")
                }
                let structure = args["tensors"]
                return dataset(
                    Pipeline(count: rows) { context in
                        var row = 0
                        return {
                            guard row < rows else { return nil }
                            defer { row += 1 }
                            let tensors = try leaves.map { Value.thing(context.tensorFlow.tensor(try $0.at(row))) }
                            return rebuilt(structure, tensors)
                        }
                    }, context)
            }),
    ]

    /// Windows of steps that follow one another, with the target that stands where each begins.
    private static let windows = Word(
        "keras.utils.timeseries_dataset_from_array",
        aliases: [
            "keras.preprocessing.timeseries_dataset_from_array",
            "tensorflow.keras.preprocessing.timeseries_dataset_from_array",
        ], family: "tensorflow", summary: "a dataset of the windows of a series",
        details: """
            Window i holds the rows i, i + sampling_rate … of data, sequence_length of them, and its target is targets[i]: to \
            foretell the step behind a window, give targets=data[sequence_length:]. Windows begin sequence_stride rows apart.
            """,
        parameters: [
            Parameter("data", .any, .required, "the series, its steps along the first axis"),
            Parameter("targets", .any, .required, "what stands where a window begins; None for windows alone"),
            Parameter("sequence_length", .int(.init(1, 1e9)), .required, "steps in a window"),
            Parameter("sequence_stride", .int(.init(1, 1e9)), 1, "steps from one window's beginning to the next's"),
            Parameter("sampling_rate", .int(.init(1, 1e9)), 1, "steps from one row of a window to the next"),
            Parameter("batch_size", .optional(.int(.init(1, 1e7))), .value(.int(128)), "windows in a batch"),
            Parameter("shuffle", .bool, false, "whether the windows come in a drawn order"),
            Parameter("seed", .optional(.int(.atLeast(0))), .value(.none), "of that order"),
            Parameter("start_index", .optional(.int(.atLeast(0))), .value(.none), "the first row that is used"),
            Parameter("end_index", .optional(.int(.atLeast(0))), .value(.none), "the row before which they end"),
        ], returns: "dataset",
        examples: [
            """
            import keras
            import numpy as np
            data = np.arange(6.0)
            for x, y in keras.utils.timeseries_dataset_from_array(data, data[3:], 3):
                print(x, y)
            """
        ], seeAlso: ["tensorflow.data.Dataset.from_tensor_slices"],
        meaning: .call { args, context in
            let data = try context.tensorFlowTensor(args["data"]).array
            let targets = try args["targets"].isNone ? nil : context.tensorFlowTensor(args["targets"]).array
            guard data.ndim > 0, targets.map({ $0.ndim > 0 }) ?? true else {
                throw args.mistake("data", "the series has no steps", expected: "an array whose first axis is time")
            }
            let (count, length) = (data.shape[0], try args.int("sequence_length"))
            let (stride, rate) = (try args.int("sequence_stride"), try args.int("sampling_rate"))
            func refuse(_ name: String, _ value: Int, _ bound: String) -> any Error {
                Mistake(
                    "\(name) = \(value) for a series of \(count) steps", expected: bound, argument: name
                ).raised(
                    as: "ValueError",
                    "`\(name)` must be \(bound). Received: \(name)=\(value), for data of length \(count)")
            }
            for (name, value) in [("sampling_rate", rate), ("sequence_stride", stride)] where value >= count {
                throw refuse(name, value, "lower than the length of the data")
            }
            let (start, end) = (args["start_index"].asInt ?? 0, args["end_index"].asInt ?? count)
            if start >= count { throw refuse("start_index", start, "lower than the length of the data") }
            if end != count || args.isGiven("end_index"), !args["end_index"].isNone, end >= count {
                throw refuse("end_index", end, "lower than the length of the data")
            }
            if end <= start { throw refuse("end_index", end, "higher than `start_index`") }
            let (span, isTooLong) = (length - 1).multipliedReportingOverflow(by: rate)
            var windows = isTooLong ? 0 : Swift.max(0, end - start - span)
            if let targets { windows = Swift.min(windows, targets.shape[0]) }
            guard windows > 0 else {
                throw args.mistake(
                    "sequence_length", "no window of \(length) steps fits into \(end - start) rows",
                    expected: "a shorter window, or more rows")
            }
            let firsts = Array(Swift.stride(from: 0, to: windows, by: stride))
            let last = start + (firsts.last ?? 0)
            if let targets, last >= targets.shape[0] {
                throw args.mistake(
                    "targets", "\(targets.shape[0]) targets, and the last window begins at row \(last)",
                    expected: "a target for each row at which a window begins")
            }
            let size = args["batch_size"].asInt
            let (shuffles, seed) = (try args.bool("shuffle"), args["seed"].asInt)
            let batches = size.map { (firsts.count + $0 - 1) / $0 } ?? firsts.count
            return dataset(
                Pipeline(count: batches, batchSize: size) { context in
                    var order = firsts
                    if shuffles {
                        if let seed {
                            var random = RandomStream(seed: UInt64(seed), purpose: "windows")
                            random.shuffle(&order)
                        } else {
                            context.tensorFlow.draw { $0.shuffle(&order) }
                        }
                    }
                    var rest = order[...]
                    return {
                        let chosen = Array(rest.prefix(size ?? 1))
                        guard !chosen.isEmpty else { return nil }
                        rest = rest.dropFirst(chosen.count)
                        let windows = try chosen.map { first in
                            try Tensor.stacked(
                                (0..<length).map { step in
                                    context.tensorFlow.tensor(try data.at(start + first + step * rate))
                                }, along: 0)
                        }
                        let x = try size == nil ? windows[0] : Tensor.stacked(windows, along: 0)
                        guard let targets else { return .thing(x) }
                        let found = try chosen.map { first in
                            context.tensorFlow.tensor(try targets.at(start + first))
                        }
                        let y = try size == nil ? found[0] : Tensor.stacked(found, along: 0)
                        return .tuple([.thing(x), .thing(y)])
                    }
                }, context)
        })

    /// The arrays of a tuple or a dict; one array is itself.
    private static func parts(_ value: Value) -> [Value] {
        switch value {
        case .tuple(let items): items
        case .dict(let entries): entries.entries.map(\.value)
        default: [value]
        }
    }

    private static func rebuilt(_ structure: Value, _ parts: [Value]) -> Value {
        switch structure {
        case .tuple: .tuple(parts)
        case .dict(let entries): .dict(Value.Dictionary(zip(entries.entries, parts).map { ($0.key, $1) }))
        default: parts.first ?? .none
        }
    }

    private static func dataset(_ pipeline: Pipeline, _ context: Context) -> Value {
        let object = context.instance(of: native)
        object.payload = pipeline
        return .asObject(object)
    }

    private static func pipeline(_ object: Instance) throws -> Pipeline {
        guard let found = object.payload as? Pipeline else {
            throw Mistake("this dataset has no examples", try: "tf.data.Dataset.from_tensor_slices((x, y))")
        }
        return found
    }

    private static let idle = Parameter(
        "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true)

    private static func same(_ name: String, _ parameters: [Parameter]) -> NativeClass.Method {
        .init(name, parameters + [idle]) { object, _, _ in .asObject(object) }
    }

    private static let many = Parameter("count", .optional(.int()), .value(.none), "how many; all for None")

    private static let native = NativeClass(
        "Dataset", module: "tensorflow.python.data.ops.dataset_ops",
        methods: [
            .init(
                "shuffle",
                [Parameter("buffer_size", .int(.atLeast(1)), .required, "has no effect: all are shuffled"), idle]
            ) {
                object, _, context in
                let source = try pipeline(object)
                return dataset(
                    Pipeline(count: source.count) { context in
                        var all = try drawn(source, context)
                        context.tensorFlow.draw { $0.shuffle(&all) }
                        var rest = all[...]
                        return { rest.popFirst() }
                    }, context)
            },
            .init(
                "batch",
                [
                    Parameter("batch_size", .int(.init(1, 1e7)), .required, "examples in a batch"),
                    Parameter("drop_remainder", .bool, false, "whether a last smaller batch is left out"), idle,
                ]
            ) { object, args, context in
                let (source, size, drops) = (
                    try pipeline(object), try args.int("batch_size"), try args.bool("drop_remainder")
                )
                let count = source.count.map { drops ? $0 / size : ($0 + size - 1) / size }
                return dataset(
                    Pipeline(count: count, batchSize: size) { context in
                        let next = try source.begin(context)
                        return {
                            var examples: [Value] = []
                            while examples.count < size, let example = try next() { examples.append(example) }
                            guard let first = examples.first, !drops || examples.count == size else { return nil }
                            let columns = parts(first).indices.map { place in examples.map { parts($0)[place] } }
                            let stacked = try columns.map { column in
                                Value.thing(
                                    try Tensor.stacked(column.map { try context.tensorFlowTensor($0) }, along: 0))
                            }
                            return rebuilt(first, stacked)
                        }
                    }, context)
            },
            .init("map", [Parameter("map_func", .any, .required, "what is done with each example"), idle]) {
                object, args, context in
                let (source, function) = (try pipeline(object), args["map_func"])
                return dataset(
                    Pipeline(count: source.count, batchSize: source.batchSize) { context in
                        let next = try source.begin(context)
                        return {
                            try next().map { example in
                                if case .tuple(let items) = example { return try context.call(function, items) }
                                return try context.call(function, [example])
                            }
                        }
                    }, context)
            },
            .init("take", [many]) { object, args, context in
                let (source, most) = (try pipeline(object), args["count"].asInt ?? -1)
                return dataset(
                    Pipeline(
                        count: source.count.map { most < 0 ? $0 : Swift.min($0, most) }, batchSize: source.batchSize
                    ) {
                        context in
                        let next = try source.begin(context)
                        var left = most
                        return {
                            guard left != 0 else { return nil }
                            left -= 1
                            return try next()
                        }
                    }, context)
            },
            .init("repeat", [many]) { object, args, context in
                let (source, times) = (try pipeline(object), args["count"].asInt ?? -1)
                return dataset(
                    Pipeline(count: times < 0 ? nil : source.count.map { $0 * times }, batchSize: source.batchSize) {
                        context in
                        var next = try source.begin(context)
                        var (left, isFresh) = (times, true)
                        return {
                            while left != 0 {
                                if let found = try next() {
                                    isFresh = false
                                    return found
                                }
                                // Nothing over and over again is nothing.
                                if isFresh { return nil }
                                left -= 1
                                (next, isFresh) = (try source.begin(context), true)
                            }
                            return nil
                        }
                    }, context)
            },
            same("prefetch", [Parameter("buffer_size", .any, .value(.none), "has no effect")]),
            same("cache", [Parameter("filename", .any, .value(.none), "has no effect")]),
            .init(open: "__iter__") { object, _, _, context in
                let next = try pipeline(object).begin(context)
                return .iterator("iterator") { _ in try next() }
            },
            .init(open: "__len__") { object, _, _, _ in
                guard let count = try pipeline(object).count else {
                    throw Mistake("the dataset is endless and has no length").raised(
                        as: "TypeError", "The dataset is infinite.")
                }
                return .int(count)
            },
            .init(open: "__repr__") { object, _, _, _ in
                .text("<Dataset of \(try pipeline(object).count.map(String.init) ?? "endless") elements>")
            },
        ])

    private static func drawn(_ source: Pipeline, _ context: Context) throws -> [Value] {
        guard source.count != nil else {
            throw Mistake("an endless dataset cannot be gone through whole", expected: "take(…) before it")
        }
        let next = try source.begin(context)
        var all: [Value] = []
        var check = StopCheck(context.work)
        while let example = try next() {
            try check.pass()
            all.append(example)
        }
        return all
    }

    /// Wherever a dataset of the laboratory is asked for, one of TensorFlow's is one: `fit`, `evaluate`, `validation_data`.
    static let coercions: [String: Registry.Coercion] = [
        Dataset.kind: { value, context in
            guard let object = value.asInstance(of: native) else { return nil }
            let source = try pipeline(object)
            var columns: [[Tensor]] = []
            for batch in try drawn(source, context) {
                let found = try parts(batch).map { try context.tensorFlowTensor($0) }
                if columns.isEmpty { columns = found.map { _ in [] } }
                for (place, tensor) in found.enumerated() { columns[place].append(tensor) }
            }
            guard columns.count == 2 else {
                throw Mistake(
                    "the dataset has \(columns.count) parts", expected: "inputs and targets",
                    try: "tf.data.Dataset.from_tensor_slices((x, y)).batch(32)")
            }
            let arrays = try columns.map { column in
                try source.batchSize == nil ? Tensor.stacked(column, along: 0) : Tensor.joined(column, along: 0)
            }.map(\.array)
            let samples = try arrays.map { array in
                try Samples(shape: array.ndim < 2 ? [array.count, 1] : array.shape, values: array.floats())
            }
            var made = try Dataset(name: "tf.data", x: samples[0], y: samples[1], task: .regression, remark: "")
            made.batchSize = source.batchSize
            return made
        }
    ]
}
