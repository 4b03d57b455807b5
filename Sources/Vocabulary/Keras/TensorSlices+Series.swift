import Answers
import Arrays
import Autograd
import Language
import Numbers
import TensorVocabulary

/// Windows of a series, with the target that stands where each begins.
extension TensorSlices {
    /// Windows of steps that follow one another, with the target that stands where each begins.
    static let windows: [Word] = [
        Word(
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
                    Pipeline("Window", count: .known(batches), batchSize: size, hasOpenRows: size != nil) { context in
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
    ]
}
