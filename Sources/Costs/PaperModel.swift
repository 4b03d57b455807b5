public import Answers

/// A transformer that writes text, on paper: parameters, bytes and multiplications of sizes that no machine here can train, with the
/// assumptions under which they are computed.
///
/// A layer has attention (4d² weights and 4d biases), a network of the width 4d (8d² and 5d) and two normalisations (4d); the table of V words is
/// also the output. Parameters: Vd + Cd + L(12d² + 13d) + 2d. Multiplications forward for one word: Vd + 12Ld² in products with weights
/// and 2LCd/2 with the words before it, of which there are C/2 in the mean. Back is twice forward.
/// Vaswani et al. (2017); Radford et al., "GPT-2" (2019); Kaplan et al., "Scaling Laws" (2020), section 2.1; Micikevicius et al. (2018).
public struct PaperModel: Sendable, Equatable {
    /// `GPT-2 small`, or what the person calls it.
    public let name: String
    /// L, at least 1.
    public let layers: Int
    /// d, at least 1.
    public let width: Int
    /// V: words that are told apart.
    public let vocabulary: Int
    /// C: words that are looked back at.
    public let context: Int
    /// Words that it is trained on, at least 1.
    public let tokens: Double
    /// Words of a step, at least 1.
    public let batch: Double
    /// Multiplications with their additions that a machine does in a second at its best, above 0.
    public let speed: Double
    /// Share of that which a training reaches, in (0, 1].
    public let utilisation: Double
    /// Watts of such a machine.
    public let power: Double
    /// How many of them there are.
    public let machines: Double
    /// Bytes of a weight, gradient and activation in the format that is computed with, and of the rest.
    public let format: Format

    /// In what a training keeps its numbers.
    public enum Format: String, Sendable, CaseIterable {
        case float32
        case mixedBFloat16 = "mixed_bfloat16"
        case bfloat16

        /// Bytes of a weight that is computed with, and of an activation.
        public var narrow: Double { self == .float32 ? 4 : 2 }
        /// Bytes of a float32 copy of the weights, where there is one.
        public var master: Double { self == .mixedBFloat16 ? 4 : 0 }
        /// Bytes of each moment of the optimizer.
        public var moment: Double { self == .bfloat16 ? 2 : 4 }
    }

    /// Sizes that were published.
    public static let known:
        [(name: String, layers: Int, width: Int, vocabulary: Int, context: Int, tokens: Double, batch: Double)] = [
            ("GPT-2 small", 12, 768, 50257, 1024, 1e10, 524_288),
            ("GPT-2 medium", 24, 1024, 50257, 1024, 1e10, 524_288),
            ("GPT-2 large", 36, 1280, 50257, 1024, 1e10, 524_288), ("GPT-2 XL", 48, 1600, 50257, 1024, 1e10, 524_288),
            ("GPT-3 13B", 40, 5140, 50257, 2048, 3e11, 2e6), ("GPT-3 175B", 96, 12288, 50257, 2048, 3e11, 3.2e6),
        ]

    /// - Throws: `Mistake` for a size that no model has.
    public init(
        name: String, layers: Int, width: Int, vocabulary: Int, context: Int, tokens: Double, batch: Double,
        speed: Double = 4.9e14, utilisation: Double = 0.4, power: Double = 700, machines: Double = 1,
        format: Format = .mixedBFloat16
    ) throws {
        for (number, argument) in [
            (layers, "layers"), (width, "width"), (vocabulary, "vocabulary"), (context, "context"),
        ] {
            try Interval(1, 1e9).whole.check(number, argument, standard: 12)
        }
        for (number, argument) in [
            (tokens, "tokens"), (batch, "batch_tokens"), (speed, "speed"), (power, "power"), (machines, "machines"),
        ] {
            try Interval.positive.check(number, argument, standard: 1)
        }
        guard utilisation > 0, utilisation <= 1 else {
            throw Mistake(
                "utilisation = \(utilisation.short(6))", expected: "a number above 0 and at most 1",
                try: "utilisation=0.4", argument: "utilisation")
        }
        (self.name, self.layers, self.width) = (name, layers, width)
        (self.vocabulary, self.context, self.tokens, self.batch) = (vocabulary, context, tokens, batch)
        (self.speed, self.utilisation, self.power, self.machines) = (speed, utilisation, power, machines)
        self.format = format
    }

    /// Numbers that are learnt.
    public var parameters: Double {
        let (l, d) = (Double(layers), Double(width))
        return Double(vocabulary) * d + Double(context) * d + l * (12 * d * d + 13 * d) + 2 * d
    }

    /// Bytes of weights, with a float32 copy where the format has one.
    public var weightBytes: Double { parameters * (format.narrow + format.master) }
    /// Bytes of the gradients.
    public var gradientBytes: Double { parameters * format.narrow }
    /// Bytes of Adam's two moments.
    public var momentBytes: Double { 2 * parameters * format.moment }
    /// Bytes of what one sequence of C words keeps for the way back, attention's weights recomputed: 34 bytes a word, layer and
    /// unit of width in numbers of two bytes (Korthikanti et al. 2022), and the logits.
    public var activationBytes: Double {
        let words = Double(context)
        return words * (Double(layers) * Double(width) * 17 + Double(vocabulary)) * format.narrow
    }
    /// All that one sequence at a time takes.
    public var bytes: Double { weightBytes + gradientBytes + momentBytes + activationBytes }

    /// Multiplications, with their additions, for one word going forward.
    public var forward: Double {
        let (l, d) = (Double(layers), Double(width))
        return Double(vocabulary) * d + 12 * l * d * d + l * Double(context) * d
    }
    /// Those of one step, forward and back.
    public var step: Double { 3 * forward * batch }
    /// Those of the training.
    public var training: Double { 3 * forward * tokens }
    /// Seconds of the training on these machines.
    public var seconds: Double { training / (speed * utilisation * machines) }
    /// Kilowatt hours of the training: the machines' power alone.
    public var energy: Double { seconds * power * machines / 3.6e6 }
}

extension PaperModel: Presentable {
    /// `paper model`
    public static var kind: String { "paper model" }

    /// `GPT-2 small: 1.24e8 parameters`
    public var summary: String { "\(name): \(Cost.number(parameters)) parameters" }

    /// Size, bytes, multiplications, and under which assumptions.
    public func table(width: Int) -> String {
        let per = { (bytes: Double) in
            [MemoryRoom.spell(bytes), "\((bytes / parameters).short(2)) bytes for each weight"]
        }
        let rows = [
            ["parameters", Cost.number(parameters), "\(layers) layers of width \(self.width), \(vocabulary) words"],
            ["weights"] + per(weightBytes), ["gradients"] + per(gradientBytes), ["Adam's moments"] + per(momentBytes),
            ["activations", MemoryRoom.spell(activationBytes), "one sequence of \(context) words"],
            ["together", MemoryRoom.spell(bytes), ""],
            ["forward, one word", Cost.number(forward), "multiplications with their additions"],
            ["a step", Cost.number(step), "\(Cost.number(batch)) words"],
            ["the training", Cost.number(training), "\(Cost.number(tokens)) words"],
            ["time", Cost.seconds(seconds), "on \(Phrase.count(Int(saturating: machines), "machine"))"],
            ["energy", "\(Cost.number(energy)) kWh", "of the machines alone"],
        ]
        return
            ([summary] + TextTable.lines(rows, width: width, leftColumns: [0, 2]) + ["assumed:"]
            + assumptions.flatMap { TextTable.wrap("  " + $0, width) } + TextTable.wrap(sentence, width))
            .joined(separator: "\n")
    }

    /// What the numbers hold under.
    public var assumptions: [String] {
        [
            "a network of width 4d in each layer, the table of words also the output, biases everywhere",
            "numbers in \(format.rawValue)" + (format.master > 0 ? ", with a float32 copy of the weights" : "")
                + "; Adam with two moments of \(Int(format.moment)) bytes",
            "back costs twice forward; attention looks at half of its window in the mean, and is computed again going back",
            "a machine does \(Cost.number(speed)) multiplications with additions in a second, reaches \((100 * utilisation).short(3)) % of "
                + "it, and takes \(power.short(4)) W",
        ]
    }

    /// How far from this machine.
    public var sentence: String {
        "One machine of this kind would compute for \(Cost.seconds(seconds * machines)); Adam's moments take "
            + "\((momentBytes / weightBytes).short(3)) times the bytes of the weights."
    }

    /// All that the table tells.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "parameters": .number(parameters),
            "weight_bytes": .number(weightBytes), "gradient_bytes": .number(gradientBytes),
            "moment_bytes": .number(momentBytes), "activation_bytes": .number(activationBytes),
            "forward": .number(forward), "step": .number(step), "training": .number(training),
            "seconds": .number(seconds), "kilowatt_hours": .number(energy),
            "assumptions": .array(assumptions.map { .string($0) }),
        ])
    }
}
