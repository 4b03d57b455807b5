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
                .int(try PyBatches(object: object, context: context).count())
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
            value.asInstance(of: type).map { PyBatches(object: $0, context: context) }
        }
    ]
}

/// An object that has batches by number. It belongs to the thread of one line.
final class PyBatches: Presentable, @unchecked Sendable {
    static let kind = "batches by number"
    private let object: Instance
    private let context: Context
    /// Rows of one batch, once they were gone through.
    private(set) var batchSize: Int?

    init(object: Instance, context: Context) { (self.object, self.context) = (object, context) }

    var summary: String { "\(object.className)(…)" }

    /// - Throws: `Mistake` for a class without a length, and an empty one.
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

    /// The batches of one epoch after the other; each begins and ends with the object's own hooks.
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

    /// All rows in order.
    func rows() throws -> FreshRows.Rows? {
        let stream = BatchStream(try epochs(shuffles: false), steps: try count(), context)
        defer { batchSize = stream.batchSize }
        return try stream.rows()
    }

    /// All inputs in order.
    func inputs() throws -> [Samples] {
        let stream = BatchStream(try epochs(shuffles: false), steps: try count(), context)
        defer { batchSize = stream.batchSize }
        return try stream.inputs() ?? []
    }
}
