public import Answers

extension QuantizedModel: Presentable {
    /// `quantized model`
    public static var kind: String { "quantized model" }

    private var how: String {
        isSimulated ? "simulated in float32" : "computed in integers (\(instructions ?? ""))"
    }

    /// `int8 per channel, computed in integers (AVX2): 670 kB, 25.1 % of 2.67 MB`
    public var summary: String {
        "int\(bits) per \(granularity.rawValue), \(how)" + ((try? storedSize()).map { ": \($0.text)" } ?? "")
    }

    /// A line for each kernel: how far its weights were moved, and the range of its inputs.
    public func table(width: Int) -> String {
        let head = [
            "kernel", "shape", "scales", "weights moved", isSimulated ? "" : "inputs", isSimulated ? "" : "zero",
        ]
        let rows = layers.map { layer in
            [
                layer.name, layer.shape.shapeText, "\(layer.scales)", "\((100 * layer.error).short(3)) %",
                layer.input.map { "\(Double($0.low).short(3)) … \(Double($0.high).short(3))" } ?? "",
                layer.input.map { "\($0.grid.zero)" } ?? "",
            ]
        }
        return
            (TextTable.fitted(summary, width) + TextTable.lines([head] + rows, width: width, leftColumns: [0, 1])
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// What is integer and what is not.
    public var sentence: String {
        if isSimulated {
            return
                "Weights are rounded to int\(bits) and computed with in float32: this tells the error and the bytes, and saves no time."
        }
        let whole = layers.filter { $0.input != nil }.count
        return "\(Phrase.count(whole, "layer")) sum up bytes exactly in 32 bits, with inputs rounded by the ranges of "
            + "\(Phrase.count(calibrationRows, "calibration row")); biases and everything else stay float32."
    }

    /// Format, bytes and kernels.
    public var json: JSON {
        let size = (try? storedSize()) ?? StoredSize()
        return .members([
            "kind": .string(Self.kind), "bits": .integer(bits), "per": .string(granularity.rawValue),
            "simulated": .bool(isSimulated), "instructions": instructions.map { .string($0) } ?? .null,
            "bytes": .integer(size.bytes), "float_bytes": .integer(size.full),
            "layers": .array(
                layers.map { layer in
                    .members([
                        "kernel": .string(layer.name), "shape": .array(layer.shape.map { .integer($0) }),
                        "scales": .integer(layer.scales), "moved": .number(layer.error),
                        "zero": layer.input.map { .integer($0.grid.zero) } ?? .null,
                        "scale": layer.input.map { .number(Double($0.grid.scale)) } ?? .null,
                    ])
                }),
        ])
    }
}
