import Answers
import Arrays
import Autograd
import Language
import Numbers

/// `torch.utils.data.DataLoader`: batches of a dataset.
extension DataClasses {
    static let loader = NativeClass(
        "DataLoader", module: "torch.utils.data.dataloader",
        methods: [
            .init("__init__", loaderParameters) { object, args, context in
                for parameter in loaderParameters where !parameter.isVariadic {
                    object.set(parameter.name, args[parameter.name])
                }
                if args["dataset"].asInstance(of: iterableDataset) != nil {
                    for name in ["sampler", "batch_sampler"] where !args[name].isNone {
                        throw Mistake("\(name) of an IterableDataset", expected: "its own order", argument: name)
                            .raised(
                                as: "ValueError",
                                "DataLoader with IterableDataset: expected unspecified \(name) option, but got "
                                    + "\(name)=\(args[name].brief)")
                    }
                    return .none
                }
                _ = try count(args["dataset"], context)
                if !args["batch_sampler"].isNone {
                    guard args["batch_size"].asInt == 1, !object.flag("shuffle"), args["sampler"].isNone,
                        !object.flag("drop_last")
                    else {
                        throw Mistake(
                            "batch_sampler beside batch_size, shuffle, sampler or drop_last",
                            expected: "the batches, or how they are to be made", argument: "batch_sampler"
                        ).raised(
                            as: "ValueError",
                            "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and "
                                + "drop_last")
                    }
                }
                if !args["sampler"].isNone, object.flag("shuffle") {
                    throw Mistake("sampler beside shuffle=True", expected: "one of them", argument: "sampler").raised(
                        as: "ValueError", "sampler option is mutually exclusive with shuffle")
                }
                return .none
            },
            .init(open: "__len__") { object, _, _, context in
                if let batches = object["batch_sampler"], !batches.isNone {
                    return .int(try count(batches, context))
                }
                let sampler = object["sampler"] ?? .none
                let total = try count(sampler.isNone ? object["dataset"] ?? .none : sampler, context)
                guard let size = object["batch_size"]?.asInt else { return .int(total) }
                return .int(total / size + (object.flag("drop_last") || total % size == 0 ? 0 : 1))
            },
            .init(open: "__iter__") { object, _, _, context in try batches(object, context) },
        ])

    static let loaderParameters = [
        Parameter("dataset", .any, .required, "what has a length and elements"),
        Parameter("batch_size", .optional(.int(.atLeast(1))), .value(.int(1)), "examples of a batch"),
        Parameter("shuffle", .optional(.bool), .value(.bool(false)), "whether each pass has its own order"),
        Parameter("sampler", .any, .value(.none), "places in the order in which they are taken"),
        Parameter("batch_sampler", .any, .value(.none), "lists of places, one for each batch"),
        Parameter("num_workers", .any, .value(.int(0)), "has no effect here"),
        Parameter("collate_fn", .any, .value(.none), "makes a batch of a list of examples"),
        Parameter("pin_memory", .any, .value(.bool(false)), "has no effect here"),
        Parameter("drop_last", .bool, false, "whether a smaller last batch is left out"),
        Parameter("generator", .any, .value(.none), "where the order is drawn from"),
        Parameter(
            "options", .any, .otherwise("nothing"), "persistent_workers, worker_init_fn … have no effect here",
            isVariadic: true,
            isKeywordOnly: true),
    ]

    private static func batches(_ object: Instance, _ context: Context) throws -> Value {
        let data = object["dataset"] ?? .none
        if data.asInstance(of: iterableDataset) != nil { return try stream(of: data, object, context) }
        if let lists = object["batch_sampler"], !lists.isNone { return try listed(lists, of: data, object, context) }
        let total = try count(data, context)
        var order = Array(0..<total)
        if let sampler = object["sampler"], !sampler.isNone {
            order = try sampler.elements(in: context).compactMap(\.asInt)
        } else if object.flag("shuffle") {
            order = permutation(total, object["generator"] ?? .none, context)
        }
        let size = object["batch_size"]?.asInt
        let dropsLast = object.flag("drop_last")
        let join = object["collate_fn"] ?? .none
        var start = 0
        return .iterator("_SingleProcessDataLoaderIter") { context in
            guard start < order.count else { return nil }
            guard let size else {
                defer { start += 1 }
                return try item(data, order[start], context)
            }
            let end = Swift.min(start + size, order.count)
            if dropsLast, end - start < size { return nil }
            defer { start = end }
            return try batch(of: data, Array(order[start..<end]), join, context)
        }
    }

    private static func batch(of data: Value, _ places: [Int], _ join: Value, _ context: Context) throws -> Value {
        if join.isNone, let quick = try quickBatch(data, places) { return quick }
        return try joined(try places.map { try item(data, $0, context) }, join, context)
    }

    private static func joined(_ examples: [Value], _ join: Value, _ context: Context) throws -> Value {
        try join.isNone ? collated(examples, context) : context.call(join, [.list(examples)])
    }

    /// The batches whose places a sampler lists.
    private static func listed(_ lists: Value, of data: Value, _ object: Instance, _ context: Context) throws -> Value {
        var rest = try lists.elements(in: context)[...]
        let join = object["collate_fn"] ?? .none
        return .iterator("_SingleProcessDataLoaderIter") { context in
            guard let places = rest.popFirst() else { return nil }
            return try batch(of: data, try places.elements(in: context).compactMap(\.asInt), join, context)
        }
    }

    /// The batches of a dataset that is only gone through.
    private static func stream(of data: Value, _ object: Instance, _ context: Context) throws -> Value {
        guard let word = context.registry.word("iter") else { return .none }
        let source = try context.call(.word(word), [data])
        let (size, dropsLast) = (object["batch_size"]?.asInt, object.flag("drop_last"))
        let join = object["collate_fn"] ?? .none
        return .iterator("_SingleProcessDataLoaderIter") { context in
            guard let size else { return try source.next(in: context) }
            var examples: [Value] = []
            while examples.count < size, let example = try source.next(in: context) { examples.append(example) }
            guard !examples.isEmpty, !dropsLast || examples.count == size else { return nil }
            return try joined(examples, join, context)
        }
    }

    /// The rows of a dataset of tensors at once.
    private static func quickBatch(_ data: Value, _ places: [Int]) throws -> Value? {
        if let tensor = data.asThing(Tensor.self), tensor.ndim > 0 { return .thing(try tensor.picked(0, places)) }
        guard let object = data.asInstance else { return nil }
        if object.className == "TensorDataset", object.isInstance(of: tensorDataset) {
            return .list(try tensors(object).map { .thing(try $0.picked(0, places)) })
        }
        if object.className == "Subset", object.isInstance(of: subset), let inner = object["dataset"],
            let own = object["indices"]?.elements, places.allSatisfy(own.indices.contains)
        {
            return try quickBatch(inner, places.map { own[$0].asInt ?? 0 })
        }
        return nil
    }

    /// PyTorch's `default_collate`: examples side by side.
    static func collated(_ examples: [Value], _ context: Context) throws -> Value {
        guard let first = examples.first else { return .list([]) }
        switch first {
        case .thing(let thing) where thing is Tensor:
            return .thing(try Tensor.stacked(examples.map { try context.requireTensor($0, "collate") }, along: 0))
        case .thing(let thing) where thing is NDArray:
            return .thing(try Tensor.stacked(examples.map { context.recorder.tensor(try context.array($0)) }, along: 0))
        case .number: return .thing(context.recorder.tensor(try NDArray(examples.map { $0.asDouble ?? .nan })))
        case .int: return .thing(context.recorder.tensor(try NDArray(examples.map { $0.asInt ?? 0 })))
        case .tuple, .list:
            let rows = examples.map { $0.elements ?? [] }
            guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
                throw Mistake(
                    "examples with different numbers of parts in one batch", expected: "as many parts in each"
                )
                .raised(as: "RuntimeError", "each element in list of batch should be of equal size")
            }
            return .list(try (0..<width).map { column in try collated(rows.map { $0[column] }, context) })
        case .dict(let keys):
            let out = Value.Dictionary()
            for key in keys.entries.map(\.key) {
                try out.set(
                    key,
                    collated(
                        examples.compactMap { if case .dict(let one) = $0 { one[key] } else { nil } }, context))
            }
            return .dict(out)
        default:
            return first.asDouble == nil ? .list(examples) : .thing(try context.tensor(.list(examples)))
        }
    }
}
