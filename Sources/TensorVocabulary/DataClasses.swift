import Answers
import Arrays
import Autograd
import Language
import Numbers

/// `torch.utils.data`: datasets, and batches of them.
enum DataClasses {
    static let dataset = NativeClass(
        "Dataset", module: "torch.utils.data.dataset",
        methods: [
            .init(open: "__init__") { _, _, _, _ in .none },
            .init(open: "__getitem__") { object, _, _, _ in
                throw Mistake(
                    "\(object.className) has no __getitem__", expected: "a method __getitem__(self, index)",
                    try: "def __getitem__(self, index):"
                ).raised(as: "NotImplementedError", "Subclasses of Dataset should implement __getitem__.")
            },
        ])

    /// What `len` says of any dataset.
    static func count(_ data: Value, _ context: Context) throws -> Int {
        if let tensor = data.asThing(Tensor.self) { return try tensor.requireLength() }
        if let object = data.asInstance {
            guard object.classHas("__len__") else {
                throw Mistake(
                    "\(object.className) has no __len__", expected: "a method __len__(self)", try: "def __len__(self):"
                ).raised(as: "TypeError", "object of type '\(object.className)' has no len()")
            }
            let length = try context.call(method: "__len__", of: object, []).asInt ?? 0
            guard length >= 0 else {
                throw Mistake("__len__ of \(object.className) gives \(length)", expected: "0 or more").raised(
                    as: "ValueError", "__len__() should return >= 0")
            }
            // Places of this many are put in order, and in another one.
            try MemoryRoom.check(16 * Double(length), for: "\(length.grouped) places") { _ in nil }
            return length
        }
        if let array = data.asThing(NDArray.self) { return array.shape.first ?? 0 }
        return try data.elements(in: context).count
    }

    static func item(_ data: Value, _ index: Int, _ context: Context) throws -> Value {
        if let tensor = data.asThing(Tensor.self) { return .thing(try tensor.selected(0, index)) }
        if let object = data.asInstance { return try context.call(method: "__getitem__", of: object, [.int(index)]) }
        if let array = data.asThing(NDArray.self) { return .thing(try array.at(index)) }
        guard let items = data.elements, let element = items[safe: index < 0 ? index + items.count : index] else {
            throw Mistake("there is no element \(index) in \(data.brief)", expected: "0 to its length less 1").raised(
                as: "IndexError")
        }
        return element
    }

    // MARK: Datasets

    static func tensors(_ object: Instance) -> [Tensor] {
        object["tensors"]?.elements?.compactMap { $0.asThing(Tensor.self) } ?? []
    }

    static let tensorDataset = NativeClass(
        "TensorDataset", module: "torch.utils.data.dataset", base: dataset,
        methods: [
            .init(open: "__init__") { object, arguments, _, context in
                let all = try arguments.map { try context.requireTensor($0, "TensorDataset") }
                guard let first = all.first, all.allSatisfy({ $0.shape.first == first.shape.first && $0.ndim > 0 })
                else {
                    throw Mistake(
                        "tensors of shapes " + all.map(\.shape.listText).joined(separator: ", "),
                        expected: "one length of the first axis"
                    ).raised(as: "AssertionError", "Size mismatch between tensors")
                }
                object.set("tensors", .tuple(arguments))
                return .none
            },
            .init(open: "__len__") { object, _, _, _ in .int(tensors(object).first?.shape.first ?? 0) },
            .init(open: "__getitem__") { object, arguments, _, context in
                .tuple(
                    try tensors(object).map { tensor in
                        guard let bounds = arguments.first.flatMap({ context.slice($0) }) else {
                            return try tensor.element([.index(arguments.first ?? .none)])
                        }
                        return try tensor.element([.slice(lower: bounds.lower, upper: bounds.upper, step: bounds.step)])
                    })
            },
        ])

    static let subset = NativeClass(
        "Subset", module: "torch.utils.data.dataset", base: dataset,
        methods: [
            .init(
                "__init__",
                [
                    Parameter("dataset", .any, .required, "a dataset"),
                    Parameter("indices", .any, .required, "places of it"),
                ]
            ) { object, args, context in
                object.set("dataset", args["dataset"])
                object.set("indices", .list(try args["indices"].elements(in: context)))
                return .none
            },
            .init(open: "__len__") { object, _, _, _ in .int(object["indices"]?.elements?.count ?? 0) },
            .init(open: "__getitem__") { object, arguments, _, context in
                let places = object["indices"]?.elements ?? []
                guard let number = arguments.first?.asInt, number >= -places.count, number < places.count else {
                    throw Mistake(
                        "there is no element \((arguments.first ?? .none).brief) among \(places.count)",
                        expected: "0 to \(places.count - 1)"
                    )
                    .raised(
                        as: "IndexError", "list index out of range")
                }
                let place = number < 0 ? number + places.count : number
                return try item(object["dataset"] ?? .none, places[place].asInt ?? 0, context)
            },
        ])

    private static let concatDataset = NativeClass(
        "ConcatDataset", module: "torch.utils.data.dataset", base: dataset,
        methods: [
            .init("__init__", [Parameter("datasets", .any, .required, "datasets, one after the other")]) {
                object, args, context in
                let all = try args["datasets"].elements(in: context)
                guard !all.isEmpty else {
                    throw Mistake("ConcatDataset of nothing", expected: "a list of datasets").raised(
                        as: "AssertionError", "datasets should not be an empty iterable")
                }
                object.set("datasets", .list(all))
                return .none
            },
            .init(open: "__len__") { object, _, _, context in
                .int(try (object["datasets"]?.elements ?? []).reduce(0) { try $0 + count($1, context) })
            },
            .init(open: "__getitem__") { object, arguments, _, context in
                let all = object["datasets"]?.elements ?? []
                let lengths = try all.map { try count($0, context) }
                let total = lengths.reduce(0, +)
                guard var place = arguments.first?.asInt, place >= -total, place < total else {
                    throw Mistake(
                        "there is no element \((arguments.first ?? .none).brief) among \(total)",
                        expected: "0 to \(total - 1)"
                    ).raised(as: "IndexError", "list index out of range")
                }
                if place < 0 { place += total }
                for (data, length) in zip(all, lengths) {
                    if place < length { return try item(data, place, context) }
                    place -= length
                }
                return .none
            },
        ])

    /// A dataset that is only gone through: its class has `__iter__`.
    static let iterableDataset = NativeClass(
        "IterableDataset", module: "torch.utils.data.dataset", base: dataset,
        methods: [
            .init(open: "__iter__") { object, _, _, _ in
                throw Mistake(
                    "\(object.className) has no __iter__", expected: "a method __iter__(self) that yields examples",
                    try: "def __iter__(self):"
                ).raised(as: "NotImplementedError", "Subclasses of IterableDataset should implement __iter__.")
            }
        ])

    static let generator = NativeClass(
        "Generator", module: "torch",
        methods: [
            .init(open: "__init__") { object, _, _, context in
                object.set("seed", .int(Int(truncatingIfNeeded: context.recorder.seed)))
                return .none
            },
            .init("manual_seed", [Parameter("seed", .int(), .required, "a whole number")]) { object, args, _ in
                object.set("seed", args["seed"])
                return .asObject(object)
            },
        ])

    /// Numbers below a count in random order, drawn from a generator where one is given.
    static func permutation(_ count: Int, _ generator: Value, _ context: Context) -> [Int] {
        guard let seed = generator.asInstance?["seed"]?.asInt else {
            return context.recorder.draw { $0.permutation(count) }
        }
        var stream = RandomStream(seed: UInt64(bitPattern: Int64(seed)), purpose: "generator")
        return stream.permutation(count)
    }

    private static func split(_ args: Arguments, _ context: Context) throws -> Value {
        let data = args["dataset"]
        let total = try count(data, context)
        let given = args["lengths"].elements ?? []
        var lengths = given.compactMap(\.asInt)
        if given.contains(where: { if case .number = $0 { true } else { false } }) {
            let shares = given.compactMap(\.asDouble)
            lengths = shares.map { Int((Double(total) * Swift.min(1, Swift.max(0, $0))).rounded(.down)) }
            // What is left over goes round, as in PyTorch.
            if abs(shares.reduce(0, +) - 1) < 1e-9 {
                for extra in 0..<Swift.max(0, total - lengths.reduce(0, +)) { lengths[extra % lengths.count] += 1 }
            }
        }
        guard lengths.allSatisfy({ $0 >= 0 && $0 <= total }), lengths.reduce(0, +) == total else {
            throw Mistake(
                "parts of \(lengths.map(String.init).joined(separator: " + ")) of \(total)",
                expected: "lengths that add up to \(total), or shares that add up to 1", argument: "lengths"
            ).raised(
                as: "ValueError", "Sum of input lengths does not equal the length of the input dataset!")
        }
        let order = permutation(total, args["generator"], context)
        var start = 0
        return .list(
            lengths.map { length in
                let part = context.instance(of: subset)
                part.set("dataset", data)
                part.set("indices", .list(order[start..<(start + length)].map { .int($0) }))
                start += length
                return .asObject(part)
            })
    }

    // MARK: Words

    private static let example =
        "import torch\ndata = torch.utils.data.TensorDataset(torch.ones(4, 2), torch.zeros(4))\n"

    private static func word(
        _ native: NativeClass, _ summary: String, _ parameters: [Parameter], _ line: String,
        module: String = "torch.utils.data."
    ) -> Word {
        Word(
            module + native.name, family: "torch", summary: summary, parameters: parameters,
            returns: native.name.lowercased(),
            examples: [example + line], meaning: .type(native))
    }

    static let words: [Word] = [
        word(dataset, "what datasets are derived from: __len__ and __getitem__", [], "torch.utils.data.Dataset"),
        word(
            iterableDataset, "what datasets that are only gone through are derived from: __iter__", [],
            "torch.utils.data.IterableDataset"),
        word(
            tensorDataset, "the rows of tensors side by side",
            [
                Parameter("tensors", .any, .otherwise("none"), "tensors of one length", isVariadic: true)
            ], "len(data)"),
        word(
            subset, "some places of a dataset",
            [
                Parameter("dataset", .any, .required, "a dataset"), Parameter("indices", .any, .required, "places"),
            ], "len(torch.utils.data.Subset(data, [0, 2]))"),
        word(
            concatDataset, "datasets one after the other",
            [Parameter("datasets", .any, .required, "a list of datasets")],
            "len(torch.utils.data.ConcatDataset([data, data]))"),
        word(
            loader, "batches of a dataset, in order or shuffled", loaderParameters,
            "len(torch.utils.data.DataLoader(data, batch_size=3))"),
        word(generator, "random numbers of its own", [], "len(data)", module: "torch."),
        Word(
            "torch.utils.data.random_split", family: "torch", summary: "a dataset cut into parts at random",
            parameters: [
                Parameter("dataset", .any, .required, "a dataset"),
                Parameter("lengths", .any, .required, "lengths, or shares"),
                Parameter("generator", .any, .value(.none), "where the order is drawn from"),
            ], returns: "list", examples: [example + "len(torch.utils.data.random_split(data, [3, 1])[0])"],
            meaning: .call { args, context in try split(args, context) }),
        Word(
            "torch.utils.data.default_collate", aliases: ["torch.utils.data.dataloader.default_collate"],
            family: "torch",
            summary: "a batch of examples, as DataLoader makes it: tensors side by side, numbers as tensors",
            parameters: [Parameter("batch", .any, .required, "a list of examples of one form")], returns: "any",
            examples: [
                "import torch\ntorch.utils.data.default_collate([(torch.zeros(2), 1), (torch.ones(2), 2)])"
            ], seeAlso: ["torch.utils.data.DataLoader"],
            meaning: .call { args, context in try collated(args["batch"].elements(in: context), context) }),
    ]
}
