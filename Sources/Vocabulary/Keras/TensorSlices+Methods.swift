import Answers
import Autograd
import Language
import Numbers
import TensorVocabulary

/// What makes another dataset of a dataset, and what is asked of one.
extension TensorSlices {
    static let native: NativeClass = NativeClass(
        "Dataset", module: "tensorflow.python.data.ops.dataset_ops", methods: passing + choosing + asking)

    private static let idle = Parameter(
        "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true)
    private static let many = Parameter("count", .optional(.int()), .value(.none), "how many; all for None")
    private static let parallel = Parameter(
        "num_parallel_calls", .any, .value(.none), "has no effect: examples are made in order")

    /// A method that gives the dataset that a pipeline of its own makes.
    private static func method(
        _ name: String, _ parameters: [Parameter],
        _ body: @escaping @Sendable (Pipeline, Arguments, Context) throws -> Pipeline
    ) -> NativeClass.Method {
        .init(name, parameters + [idle]) { object, args, context in
            dataset(try body(try pipeline(object), args, context), context)
        }
    }

    // MARK: One element for each

    private static let passing: [NativeClass.Method] = [
        method(
            "shuffle",
            [
                Parameter("buffer_size", .int(.atLeast(1)), .required, "out of how many the next one is drawn"),
                Parameter("seed", .optional(.int()), .value(.none), "of the order"),
                Parameter(
                    "reshuffle_each_iteration", .optional(.bool), .value(.none), "whether each loop has its own order"),
            ]
        ) { source, args, context in
            let size = try args.int("buffer_size")
            let isFresh = try args["reshuffle_each_iteration"].isNone || args.bool("reshuffle_each_iteration")
            let seed =
                args["seed"].asInt.map { UInt64(bitPattern: Int64($0)) } ?? context.tensorFlow.draw { $0.next() }
            var passes: UInt64 = 0
            return Pipeline("Shuffle", as: source) { context in
                var random = RandomStream(seed: seed, purpose: "shuffle", index: passes)
                if isFresh { passes += 1 }
                let next = try source.begin(context)
                var buffer: [Value] = []
                var check = StopCheck(context.work)
                return {
                    while buffer.count < size, let element = try next() {
                        try check.pass()
                        buffer.append(element)
                    }
                    guard let last = buffer.indices.last else { return nil }
                    buffer.swapAt(Int.random(in: 0...last, using: &random), last)
                    return buffer.removeLast()
                }
            }
        },
        method(
            "map",
            [
                Parameter("map_func", .any, .required, "what is done with each example"), parallel,
            ]
        ) { source, args, context in
            let function = args["map_func"]
            let name = args["num_parallel_calls"].isNone ? "Map" : "ParallelMap"
            return Pipeline(name, as: source) { context in
                let next = try source.begin(context)
                return { try next().map { try tensors(try applied(function, to: $0, context), context) } }
            }
        },
        method("prefetch", [Parameter("buffer_size", .any, .value(.none), "has no effect")]) { source, _, _ in
            Pipeline("Prefetch", as: source, source.begin)
        },
        method("cache", [Parameter("filename", .any, .value(.none), "has no effect: examples stay in memory")]) {
            source, _, _ in
            var kept: [Value]?
            return Pipeline("Cache", as: source) { context in
                if let kept {
                    var rest = kept[...]
                    return { rest.popFirst() }
                }
                let next = try source.begin(context)
                var all: [Value] = []
                return {
                    guard let element = try next() else {
                        kept = all
                        return nil
                    }
                    all.append(element)
                    return element
                }
            }
        },
        method("with_options", [Parameter("options", .any, .required, "has no effect")]) { source, _, _ in source },
        method("enumerate", [Parameter("start", .int(), 0, "the first number")]) { source, args, _ in
            let start = try args.int("start")
            return Pipeline("Enumerate", as: source) { context in
                let next = try source.begin(context)
                var number = start
                return {
                    guard let element = try next() else { return nil }
                    defer { number &+= 1 }
                    return .tuple([try whole(number, context), element])
                }
            }
        },
    ]

    private static func applied(_ function: Value, to element: Value, _ context: Context) throws -> Value {
        if case .tuple(let items) = element { return try context.call(function, items) }
        return try context.call(function, [element])
    }

    // MARK: Some of them, or more

    private static let choosing: [NativeClass.Method] = [
        method("filter", [Parameter("predicate", .any, .required, "whether an example stays")]) { source, args, _ in
            let function = args["predicate"]
            return Pipeline("Filter", as: source, count: .unknown) { context in
                let next = try source.begin(context)
                var check = StopCheck(context.work)
                return {
                    while let element = try next() {
                        try check.pass()
                        if try context.isTrue(try applied(function, to: element, context)) { return element }
                    }
                    return nil
                }
            }
        },
        method("take", [many]) { source, args, _ in
            let most = Swift.max(-1, args["count"].asInt ?? -1)
            let count: Count =
                switch source.count {
                case .endless where most >= 0: .known(most)
                default: source.count.map { most < 0 ? $0 : Swift.min($0, most) }
                }
            return Pipeline("Take", as: source, count: count) { context in
                let next = try source.begin(context)
                var left = most
                return {
                    guard left != 0 else { return nil }
                    left -= 1
                    return try next()
                }
            }
        },
        method("skip", [many]) { source, args, _ in
            let most = Swift.max(-1, args["count"].asInt ?? -1)
            return Pipeline("Skip", as: source, count: source.count.map { most < 0 ? 0 : Swift.max(0, $0 - most) }) {
                context in
                let next = try source.begin(context)
                var left = most
                var check = StopCheck(context.work)
                return {
                    while left != 0 {
                        try check.pass()
                        left -= 1
                        guard try next() != nil else { return nil }
                    }
                    return try next()
                }
            }
        },
        method(
            "shard",
            [
                Parameter("num_shards", .int(.atLeast(1)), .required, "parts"),
                Parameter("index", .int(.atLeast(0)), .required, "which part: every num_shards-th from this one on"),
            ]
        ) { source, args, _ in
            let (parts, index) = (try args.int("num_shards"), try args.int("index"))
            guard index < parts else {
                throw args.mistake("index", "index = \(index) of \(parts) parts", expected: "0 to \(parts - 1)")
            }
            return Pipeline(
                "Shard", as: source, count: source.count.map { $0 > index ? ($0 - index - 1) / parts + 1 : 0 }
            ) { context in
                let next = try source.begin(context)
                var place = 0
                var check = StopCheck(context.work)
                return {
                    while let element = try next() {
                        try check.pass()
                        defer { place += 1 }
                        if place % parts == index { return element }
                    }
                    return nil
                }
            }
        },
        method("repeat", [many]) { source, args, _ in
            let times = Swift.max(-1, args["count"].asInt ?? -1)
            let count: Count = times < 0 ? .endless : source.count.times(times)
            return Pipeline("Repeat", as: source, count: count) { context in
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
            }
        },
        method("concatenate", [Parameter("dataset", .any, .required, "what comes behind")]) { source, args, context in
            guard let object = args["dataset"].asInstance(of: native) else {
                throw Mistake("\(args["dataset"].brief) is no dataset", expected: "a dataset", argument: "dataset")
                    .raised(as: "TypeError")
            }
            let other = try pipeline(object)
            let count: Count =
                switch (source.count, other.count) {
                case (.known, .known(let more)): source.count.and(more)
                case (.endless, _), (_, .endless): .endless
                default: .unknown
                }
            return Pipeline("Concatenate", as: source, count: count) { context in
                var next = try source.begin(context)
                var isFirst = true
                return {
                    if let element = try next() { return element }
                    guard isFirst else { return nil }
                    (next, isFirst) = (try other.begin(context), false)
                    return try next()
                }
            }
        },
        method("flat_map", [Parameter("map_func", .any, .required, "makes a dataset of each example")]) {
            source, args, _ in
            let function = args["map_func"]
            return Pipeline("FlatMap", count: .unknown) { context in
                let next = try source.begin(context)
                var inner: (() throws -> Value?)?
                return {
                    while true {
                        if let element = try inner?() { return element }
                        guard let outer = try next() else { return nil }
                        let found = try applied(function, to: outer, context)
                        guard let object = found.asInstance(of: native) else {
                            throw Mistake(
                                "the function of flat_map gives \(found.brief)", expected: "a dataset",
                                try: "lambda w: w.batch(3)"
                            ).raised(
                                as: "TypeError",
                                "The `map_func` argument must return a `Dataset` object. Got \(found.brief)")
                        }
                        inner = try pipeline(object).begin(context)
                    }
                }
            }
        },
        method("apply", [Parameter("transformation_func", .any, .required, "a function of the dataset")]) {
            source, args, context in
            let found = try context.call(args["transformation_func"], [dataset(source, context)])
            guard let object = found.asInstance(of: native) else {
                throw Mistake(
                    "the function gives \(found.brief)", expected: "a dataset", argument: "transformation_func"
                ).raised(as: "TypeError", "`transformation_func` must return a `tf.data.Dataset` object.")
            }
            return try pipeline(object)
        },
    ]

    // MARK: Asking

    private static let asking: [NativeClass.Method] =
        batches + [
            .init("cardinality", [idle]) { object, _, context in try whole(try pipeline(object).count.number, context)
            },
            .init("as_numpy_iterator", [idle]) { object, _, context in
                let next = try pipeline(object).begin(context)
                return .iterator("NumpyIterator") { context in
                    try next().map { element in
                        try rebuilt(element) { leaf in
                            if TextTensor.isOne(leaf) { return try TextTensor.ask(leaf, "numpy", [], context) }
                            guard let tensor = leaf.asThing(Tensor.self) else { return leaf }
                            return try context.call(member: "numpy", of: tensor, [])
                        }
                    }
                }
            },
            .init(
                "reduce",
                [
                    Parameter("initial_state", .any, .required, "what it begins with"),
                    Parameter("reduce_func", .any, .required, "a function of the state and an example"), idle,
                ]
            ) { object, args, context in
                let next = try pipeline(object).begin(context)
                var state = try tensors(args["initial_state"], context)
                while let element = try next() {
                    state = try tensors(try context.call(args["reduce_func"], [state, element]), context)
                }
                return state
            },
            .property("element_spec") { object, context in try TensorSpec.element(of: try pipeline(object), context) },
            .init(open: "__iter__") { object, _, _, context in
                let next = try pipeline(object).begin(context)
                return .iterator("OwnedIterator") { _ in try next() }
            },
            .init(open: "__len__") { object, _, _, _ in
                switch try pipeline(object).count {
                case .known(let count): return .int(count)
                case .endless:
                    throw Mistake("the dataset is endless and has no length", try: ".take(10)").raised(
                        as: "TypeError", "The dataset is infinite.")
                case .unknown:
                    throw Mistake(
                        "how many elements there are shows when they are gone through", try: "len(list(dataset))"
                    ).raised(as: "TypeError", "The dataset length is unknown.")
                }
            },
            .init(open: "__bool__") { _, _, _, _ in .bool(true) },
            .init(open: "__repr__") { object, _, _, context in
                let source = try pipeline(object)
                let spec = try context.spelled(try TensorSpec.element(of: source, context))
                return .text("<_\(source.kind)Dataset element_spec=\(spec)>")
            },
        ]

    /// All elements, in order.
    static func drawn(_ source: Pipeline, _ context: Context) throws -> [Value] {
        if case .endless = source.count {
            throw Mistake("an endless dataset cannot be gone through whole", expected: "take(…) before it")
        }
        let next = try source.begin(context)
        var all: [Value] = []
        var check = StopCheck(context.work)
        while let element = try next() {
            try check.pass()
            all.append(element)
        }
        return all
    }
}
