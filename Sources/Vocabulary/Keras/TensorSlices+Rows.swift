import Autograd
import Arrays
import Datasets
import Language
import Answers

/// A dataset of TensorFlow's as one of the laboratory's.
extension TensorSlices {
    /// Wherever a dataset of the laboratory is asked for, one of TensorFlow's is one.
    static let coercions: [String: Registry.Coercion] = [
        Dataset.kind: { value, context in
            guard let object = value.asInstance(of: native) else { return nil }
            let source = try pipeline(object)
            var columns: [[Tensor]] = []
            for batch in try drawn(source, context) {
                let found = try leaves(batch).map { try context.tensorFlowTensor($0) }
                if columns.isEmpty { columns = found.map { _ in [] } }
                for (place, tensor) in found.enumerated() { columns[place].append(tensor) }
            }
            guard columns.count == 2 else {
                throw Mistake(
                    "the dataset has \(Phrase.count(columns.count, "part"))", expected: "inputs and targets",
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
