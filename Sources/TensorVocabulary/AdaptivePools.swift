import Answers
import Arrays
import Autograd
import Language

/// Pooling into so many parts, whatever the image's sides: part i of n goes from ⌊i·side/n⌋ to ⌈(i + 1)·side/n⌉.
extension LayerClasses {
    private static let kinds = [("Avg", "avg", false), ("Max", "max", true)]
    private static let size = Parameter("output_size", .any, .required, "parts, one number or one per axis")

    static let adaptivePools: [LayerClass] = kinds.map { name, _, isMaximum in
        LayerClass(
            "Adaptive\(name)Pool2d", "pooling", "the \(isMaximum ? "largest" : "mean") of each of so many parts",
            [size], example: "1", shown: { "output_size=\(($0["output_size"] ?? .none).repr)" }
        ) { object, x, _ in try x.pooledAdaptively(object["output_size"] ?? .none, isMaximum) }
    }

    static let adaptiveWords: [Word] = kinds.map { _, name, isMaximum in
        TorchWords.word(
            TorchWords.functional + "adaptive_\(name)_pool2d",
            "the \(isMaximum ? "largest" : "mean") of each of so many parts of an image", [TensorFunction.input, size],
            example: "(torch.ones(1, 1, 4, 4), 2)"
        ) { args, context in
            .thing(try args.tensor("input", context).pooledAdaptively(args["output_size"], isMaximum))
        }
    }
}

extension Tensor {
    fileprivate func pooledAdaptively(_ parts: Value, _ isMaximum: Bool) throws -> Tensor {
        guard ndim == 3 || ndim == 4 else {
            throw Mistake(
                "adaptive pooling of shape \(shape.listText)", expected: "(batch, channels, height, width)"
            ).raised(
                as: "RuntimeError",
                "adaptive_\(isMaximum ? "max" : "avg")_pool2d(): Expected 3D or 4D tensor, but got torch.Size(\(shape.listText))"
            )
        }
        let sides = Array(shape.suffix(2))
        // None leaves a side as it is.
        let given = parts.elements ?? [parts, parts]
        let counts = zip(given, sides).map { $0.isNone ? $1 : $0.asInt ?? 0 }
        guard given.count == 2, counts.allSatisfy({ (1...1 << 20).contains($0) }), sides.allSatisfy({ $0 > 0 }) else {
            throw Mistake(
                "output_size = \(parts.brief) of an image of \(sides[0])x\(sides[1])",
                expected: "a whole number from 1 on, or one for each axis", argument: "output_size")
        }
        if zip(sides, counts).allSatisfy({ $0 % $1 == 0 }) {
            let size = (sides[0] / counts[0], sides[1] / counts[1])
            let window = Tensor.Window(size: size, stride: size)
            return try isMaximum ? pooledByMaximum(window) : pooledByMean(window)
        }
        try MemoryRoom.check(1024 * Double(counts[0]) * Double(counts[1]), for: "\(counts[0])x\(counts[1]) parts") {
            _ in
            "fewer parts"
        }
        func bounds(_ part: Int, _ axis: Int) -> (start: Int, length: Int) {
            let start = part * sides[axis] / counts[axis]
            let end = ((part + 1) * sides[axis] + counts[axis] - 1) / counts[axis]
            return (start, end - start)
        }
        let front = Array(shape.dropLast(2))
        let cells = try (0..<counts[0]).flatMap { row in
            try (0..<counts[1]).map { column in
                if recorder.work.isCancelled { throw Stopped() }
                let (high, wide) = (bounds(row, 0), bounds(column, 1))
                let cell = try narrowed(-2, high.start, high.length).narrowed(-1, wide.start, wide.length)
                    .reshaped(front + [-1])
                return try isMaximum ? cell.extreme(.max, -1).values : cell.mean([-1])
            }
        }
        return try Tensor.stacked(cells, along: -1).reshaped(front + counts)
    }
}
