import Answers
import Arrays
import Autograd
import Language

/// `nn.utils.rnn.PackedSequence`: sequences of different lengths, of which a recurrent layer reads only the steps that count.
///
/// They are kept side by side as (steps, batch, …) with their lengths; PyTorch's order, one step of all that are long enough after
/// the other, is what `data` and `batch_sizes` show.
enum PackedSequences {
    /// What an object holds.
    final class Packed {
        let steps: Tensor
        let lengths: [Int]

        init(_ steps: Tensor, _ lengths: [Int]) { (self.steps, self.lengths) = (steps, lengths) }

        /// The sequences, the longest first.
        var order: [Int] { lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) } }

        /// How many sequences are longer than a step, for each step.
        var sizes: [Int] { (0..<(lengths.max() ?? 0)).map { step in lengths.count { $0 > step } } }

        /// The steps that count, one of all sequences after the other.
        func rows() throws -> Tensor {
            let (order, batch) = (order, lengths.count)
            let places = sizes.enumerated().flatMap { step, size in order.prefix(size).map { step * batch + $0 } }
            return try steps.contiguous().reshaped([steps.shape[0] * batch] + steps.shape.dropFirst(2)).picked(
                0, places)
        }
    }

    static let type = NativeClass(
        "PackedSequence", module: "torch.nn.utils.rnn",
        methods: [
            .property("data") { object, _ in .thing(try held(object).rows()) },
            .property("batch_sizes") { object, context in whole(try held(object).sizes, context) },
            .property("sorted_indices") { object, context in whole(try held(object).order, context) },
            .property("unsorted_indices") { object, context in
                let order = try held(object).order
                return whole(order.indices.map { order.firstIndex(of: $0) ?? 0 }, context)
            },
            .init(open: "to") { object, _, _, _ in .asObject(object) },
            .init(open: "__repr__") { object, _, _, context in
                let parts = try ["data", "batch_sizes", "sorted_indices", "unsorted_indices"].map {
                    "\($0)=" + (try context.spelled(try context.attribute($0, of: .asObject(object))))
                }
                return .text("PackedSequence(\(parts.joined(separator: ", ")))")
            },
        ])

    private static func whole(_ numbers: [Int], _ context: Context) -> Value {
        (try? NDArray(numbers)).map { .thing(context.recorder.tensor($0)) } ?? .none
    }

    private static func held(_ object: Instance) throws -> Packed {
        guard let packed = object.payload as? Packed else {
            throw Mistake("this PackedSequence holds nothing", try: "nn.utils.rnn.pack_padded_sequence(x, lengths)")
        }
        return packed
    }

    static func packed(_ value: Value) -> Packed? { value.asInstance(of: type)?.payload as? Packed }

    static func value(_ steps: Tensor, _ lengths: [Int], _ context: Context) -> Value {
        let object = context.instance(of: type)
        object.payload = Packed(steps, lengths)
        return .asObject(object)
    }

    /// Whether each sequence has a step, as (batch, 1) for each step.
    static func masks(of lengths: [Int], steps: Int, _ context: Context) throws -> [Tensor] {
        try (0..<steps).map { step in
            let mask = try NDArray.zeros([lengths.count, 1], .bool)
            for (place, length) in lengths.enumerated() { mask.set(.bool(step < length), at: place) }
            return context.recorder.tensor(mask)
        }
    }

    // MARK: Words

    private static let batchFirst = Parameter("batch_first", .bool, false, "whether the sequences are the first axis")
    private static let isSorted = Parameter(
        "enforce_sorted", .bool, true, "whether the longest has to be the first, and none longer than the one before")

    static let words: [Word] = [
        TorchWords.word(
            "nn.utils.rnn.pack_padded_sequence", "padded sequences with their lengths, as a recurrent layer reads them",
            [
                TensorFunction.input, Parameter("lengths", .any, .required, "steps that count, of each sequence"),
                batchFirst, isSorted,
            ], returns: "PackedSequence", example: "(torch.ones(3, 2, 4), [3, 1])"
        ) { args, context in
            let given = try args.tensor("input", context)
            let x = try args.bool("batch_first") ? given.transposed(0, 1) : given
            let lengths = try context.tensor(args["lengths"]).array.doubles().map { Int(saturating: $0) }
            guard x.ndim >= 2, lengths.count == x.shape[1] else {
                throw Mistake(
                    "\(Phrase.count(lengths.count, "length")) for \(x.ndim < 2 ? 0 : x.shape[1]) sequences",
                    expected: "one for each", argument: "lengths"
                ).raised(
                    as: "RuntimeError",
                    "Expected `len(lengths)` to be equal to batch_size, but got \(lengths.count) (batch_size="
                        + "\(x.ndim < 2 ? 0 : x.shape[1]))")
            }
            guard let longest = lengths.max(), lengths.allSatisfy({ $0 > 0 }) else {
                throw Mistake("a sequence of no steps", expected: "at least one step of each", argument: "lengths")
                    .raised(
                        as: "RuntimeError",
                        "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0"
                    )
            }
            guard longest <= x.shape[0] else {
                throw Mistake(
                    "a length of \(longest) in sequences of \(x.shape[0]) steps", expected: "at most \(x.shape[0])",
                    argument: "lengths"
                ).raised(as: "RuntimeError", "start (0) + length (\(longest)) exceeds dimension size (\(x.shape[0])).")
            }
            if try args.bool("enforce_sorted"), zip(lengths, lengths.dropFirst()).contains(where: { $0 < $1 }) {
                throw Mistake(
                    "the lengths do not fall", expected: "the longest sequence first", try: "enforce_sorted=False",
                    argument: "lengths"
                ).raised(
                    as: "RuntimeError",
                    "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
                        + "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this "
                        + "requirement if you do not need ONNX exportability.")
            }
            return value(try x.narrowed(0, 0, longest), lengths, context)
        },
        TorchWords.word(
            "nn.utils.rnn.pad_packed_sequence", "packed sequences padded again, and their lengths",
            [
                Parameter("sequence", .any, .required, "a PackedSequence"), batchFirst,
                Parameter("padding_value", .number(), 0, "what stands behind the shorter ones"),
                Parameter("total_length", .optional(.int(.atLeast(1))), .value(.none), "steps; the longest's for None"),
            ], returns: "tuple",
            example:
                "(torch.nn.utils.rnn.pack_padded_sequence(torch.ones(3, 2, 4), [3, 1]))"
        ) { args, context in
            guard let packed = packed(args["sequence"]) else {
                throw args.mistake(
                    "sequence", "\(args["sequence"].brief) is no PackedSequence",
                    expected: "what a recurrent layer gives for one")
            }
            let (rest, filling) = (Array(packed.steps.shape.dropFirst(2)), try args.number("padding_value"))
            let masks = try masks(of: packed.lengths, steps: packed.steps.shape[0], context).map {
                try $0.reshaped([packed.lengths.count] + rest.map { _ in 1 })
            }
            let empty = try context.recorder.full([packed.lengths.count] + rest, filling, packed.steps.dtype)
            let steps = try masks.enumerated().map { step, mask in
                try Tensor.choose(mask, try packed.steps.selected(0, step), empty)
            }
            let axis = try args.bool("batch_first") ? 1 : 0
            var padded = try Tensor.stacked(steps, along: axis)
            if let total = args["total_length"].asInt {
                guard total >= steps.count else {
                    throw Mistake(
                        "total_length = \(total), and the longest sequence has \(steps.count) steps",
                        expected: "at least as many", argument: "total_length"
                    ).raised(
                        as: "ValueError",
                        "Expected total_length to be at least the length of the longest sequence in input, but got "
                            + "total_length=\(total) and max sequence length being \(steps.count)")
                }
                var shape = padded.shape
                shape[axis] = total - steps.count
                padded = try Tensor.joined(
                    [padded, context.recorder.full(shape, filling, packed.steps.dtype)], along: axis)
            }
            return .tuple([.thing(padded), whole(packed.lengths, context)])
        },
        TorchWords.word(
            "nn.utils.rnn.pack_sequence", "sequences of different lengths, as a recurrent layer reads them",
            [Parameter("sequences", .any, .required, "tensors that differ in their first axis"), isSorted],
            returns: "PackedSequence", example: "([torch.ones(3, 4), torch.ones(1, 4)])"
        ) { args, context in
            let all = try args["sequences"].elements(in: context)
            let lengths = try all.map { Value.int(try context.requireTensor($0, "pack_sequence").requireLength()) }
            let padded = try context.call(.word(padding), [.list(all)])
            return try context.call(
                .word(words[0]), [padded, .list(lengths), .bool(false), args["enforce_sorted"]])
        },
    ]

    private static let padding = TorchWords.padSequence
}
