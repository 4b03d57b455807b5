import Answers
import Datasets
import Language
import Numbers
import Training

/// `keras.utils.PyDataset`, Keras 2's `Sequence`: batches by number, of a class of the learner's.
enum PyDatasetClass {
    static let type = NativeClass(
        "PyDataset", module: "keras.src.trainers.data_adapters.py_dataset_adapter",
        methods: [
            .init(
                "__init__",
                [
                    Parameter("workers", .any, .value(.int(1)), "has no effect: batches are made as they are wanted"),
                    Parameter("use_multiprocessing", .any, .value(.bool(false)), "has no effect"),
                    Parameter("max_queue_size", .any, .value(.int(10)), "has no effect"),
                ]
            ) { object, arguments, _ in
                for name in ["workers", "use_multiprocessing", "max_queue_size"] { object.set(name, arguments[name]) }
                return .none
            },
            .init("on_epoch_begin") { _, _, _ in .none }, .init("on_epoch_end") { _, _, _ in .none },
            .property("num_batches") { object, context in
                .int(try ObjectBatches(object: object, context: context).count())
            },
        ])

    static let words: [Word] = [
        Word(
            "keras.utils.PyDataset", aliases: ["keras.utils.Sequence"], family: "networks",
            summary: "The class that batches by number are derived from",
            details: """
                A class derived from it has __len__(self), the number of batches, and __getitem__(self, index), the batch of that \
                number: (x, y) or (x, y, weights). fit goes through them in a new order in each epoch, unless shuffle=False is \
                said, and calls on_epoch_begin and on_epoch_end; evaluate, predict and validation_data take them in order.
                """,
            returns: "class",
            examples: [
                """
                import keras
                import numpy as np
                class Halves(keras.utils.PyDataset):
                    def __len__(self):
                        return 2
                    def __getitem__(self, index):
                        return np.ones((4, 2)) * index, np.zeros((4, 1))
                """
            ], seeAlso: ["Sequential"], meaning: .type(type))
    ]

    /// Wherever such batches are asked for.
    static let coercions: [String: Registry.Coercion] = [
        PyBatches.kind: { value, context in
            if let object = value.asInstance(of: type) {
                return PyBatches(
                    ObjectBatches(object: object, context: context), summary: "\(object.className)(…)", context)
            }
            guard let object = value.asInstance(of: TensorSlices.native) else { return nil }
            let source = try TensorSlices.pipeline(object)
            guard source.batchSize != nil else { return nil }
            return PyBatches(DatasetBatches(source: source, context: context), summary: "tf.data.Dataset", context)
        }
    ]
}

/// What gives batches, one epoch after the other.
protocol BatchSource {
    /// Batches of an epoch; they are gone through once where only that tells.
    ///
    /// - Throws: `Mistake` for a source without batches, and one without an end.
    func count() throws -> Int
    /// Batches of an epoch that is to end after so many.
    func steps(_ wanted: Int) throws -> Int
    /// The batches of one epoch after the other.
    func epochs(shuffles: Bool) throws -> Value
}

/// An object that has batches by number. It belongs to the thread of one line.
struct ObjectBatches: BatchSource {
    let object: Instance
    let context: Context

    func count() throws -> Int {
        for method in ["__len__", "__getitem__"] where !object.overrides(method) {
            throw Mistake(
                "\(object.className) has no method \(method)",
                expected: "__len__(self), the number of batches, and __getitem__(self, index), one of them"
            ).raised(as: "NotImplementedError")
        }
        guard let count = try context.call(method: "__len__", of: object, []).asInt, count > 0 else {
            throw Mistake("\(object.className) has no batches", expected: "at least one: def __len__(self): …")
                .raised(as: "ValueError", "The PyDataset has length 0")
        }
        return count
    }

    func steps(_ wanted: Int) throws -> Int { Swift.min(wanted, try count()) }

    /// Each epoch begins and ends with the object's own hooks.
    func epochs(shuffles: Bool) throws -> Value {
        let count = try count()
        let object = object
        var random = RandomStream(seed: context.session.seed, purpose: "batches")
        var order: [Int] = []
        return .iterator("batches") { context in
            if order.isEmpty {
                _ = try context.call(method: "on_epoch_begin", of: object, [])
                order = Array(0..<count)
                if shuffles { random.shuffle(&order) }
                order.reverse()
            }
            let batch = try context.call(method: "__getitem__", of: object, [.int(order.removeLast())])
            if order.isEmpty { _ = try context.call(method: "on_epoch_end", of: object, []) }
            return batch
        }
    }
}

/// Batches of `tf.data.Dataset`, gone through anew in each epoch and in its own order.
struct DatasetBatches: BatchSource {
    let source: TensorSlices.Pipeline
    let context: Context

    func count() throws -> Int {
        switch source.count {
        case .known(let count): return count
        case .unknown:
            let next = try source.begin(context)
            var (count, check) = (0, StopCheck(context.work))
            while try next() != nil {
                try check.pass()
                count += 1
            }
            return count
        case .endless:
            throw Mistake(
                "the dataset repeats without an end", expected: "the number of batches of an epoch",
                try: "steps_per_epoch=100"
            ).raised(
                as: "ValueError",
                "When passing an infinitely repeating dataset, you must specify the `steps_per_epoch` argument.")
        }
    }

    func steps(_ wanted: Int) throws -> Int {
        if case .known(let count) = source.count { Swift.min(wanted, count) } else { wanted }
    }

    func epochs(shuffles: Bool) throws -> Value {
        let source = source
        var (next, isFresh) = (try source.begin(context), true)
        return .iterator("batches") { context in
            if let batch = try next() {
                isFresh = false
                return batch
            }
            // Nothing over and over again is nothing.
            if isFresh { return nil }
            (next, isFresh) = (try source.begin(context), true)
            return try next()
        }
    }
}

/// Batches for `fit` and its kin. They belong to the thread of one line.
final class PyBatches: Presentable, @unchecked Sendable {
    static let kind = "batches by number"
    private let source: any BatchSource
    private let context: Context
    let summary: String
    /// Rows of one batch, once they were gone through.
    private(set) var batchSize: Int?

    init(_ source: any BatchSource, summary: String, _ context: Context) {
        (self.source, self.summary, self.context) = (source, summary, context)
    }

    /// Batches of an epoch that ends after so many, or after all.
    ///
    /// - Throws: `Mistake` for a source without batches, and one without an end.
    func steps(_ wanted: Int?) throws -> Int { try wanted.map { try source.steps($0) } ?? source.count() }

    /// The batches of one epoch after the other.
    func epochs(shuffles: Bool) throws -> Value { try source.epochs(shuffles: shuffles) }

    /// All rows in order; inputs of a dict are put into the order of the model's.
    func rows(_ named: BatchStream.Named? = nil) throws -> FreshRows.Rows? {
        let stream = BatchStream(try epochs(shuffles: false), steps: try steps(nil), context, named)
        defer { batchSize = stream.batchSize }
        return try stream.rows()
    }

    /// All inputs in order.
    func inputs(_ named: BatchStream.Named? = nil) throws -> [Samples] {
        let stream = BatchStream(try epochs(shuffles: false), steps: try steps(nil), context, named)
        defer { batchSize = stream.batchSize }
        return try stream.inputs() ?? []
    }
}
