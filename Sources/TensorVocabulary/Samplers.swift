import Answers
import Arrays
import Autograd
import Language
import Numbers

/// `torch.utils.data.WeightedRandomSampler`: places of a dataset, drawn with weights.
enum Samplers {
    private static let parameters = [
        Parameter("weights", .any, .required, "a weight for each place, which need not add up to 1"),
        Parameter("num_samples", .int(), .required, "how many places are drawn"),
        Parameter("replacement", .bool, true, "whether a place can be drawn again"),
        Parameter("generator", .any, .value(.none), "where they are drawn from"),
    ]

    private static let weighted = NativeClass(
        "WeightedRandomSampler", module: "torch.utils.data.sampler",
        methods: [
            .init("__init__", parameters) { object, args, context in
                let count = try args.int("num_samples")
                guard count > 0 else {
                    throw Mistake(
                        "num_samples = \(count)", expected: "a whole number from 1 on", argument: "num_samples"
                    )
                    .raised(
                        as: "ValueError",
                        "num_samples should be a positive integer value, but got num_samples=\(count)")
                }
                let weights = try context.tensor(args["weights"])
                guard weights.ndim == 1 else {
                    throw Mistake(
                        "weights of shape \(weights.shape.listText)", expected: "one for each place",
                        argument: "weights"
                    ).raised(
                        as: "ValueError",
                        "weights should be a 1d sequence but given weights have shape \(weights.shape.shapeText)")
                }
                let numbers = weights.array.doubles()
                guard numbers.allSatisfy({ $0 >= 0 && $0.isFinite }), numbers.contains(where: { $0 > 0 }) else {
                    throw Mistake(
                        "weights of which none is above 0, or some are below", expected: "finite weights from 0 on",
                        argument: "weights"
                    ).raised(
                        as: "RuntimeError",
                        numbers.contains { !($0 >= 0 && $0.isFinite) }
                            ? "probability tensor contains either `inf`, `nan` or element < 0"
                            : "invalid multinomial distribution (sum of probabilities <= 0)")
                }
                try MemoryRoom.check(16 * Double(count), for: "\(count) draws") { _ in "fewer draws" }
                object.set("weights", .thing(weights))
                for name in ["num_samples", "replacement", "generator"] { object.set(name, args[name]) }
                return .none
            },
            .init(open: "__len__") { object, _, _, _ in .int(object.int("num_samples")) },
            .init(open: "__iter__") { object, _, _, context in
                let places = try drawn(object, context)
                var next = 0
                return .iterator("generator") { _ in
                    guard next < places.count else { return nil }
                    defer { next += 1 }
                    return .int(places[next])
                }
            },
        ])

    private static func drawn(_ object: Instance, _ context: Context) throws -> [Int] {
        let (count, weights) = (object.int("num_samples"), object.tensor("weights")?.array.doubles() ?? [])
        let replaces = object.flag("replacement")
        guard replaces || count <= weights.count else {
            throw Mistake(
                "\(count) places of \(weights.count), none of them twice", expected: "at most \(weights.count)",
                try: "replacement=True", argument: "num_samples"
            ).raised(
                as: "RuntimeError", "cannot sample n_sample > prob_dist.size(-1) samples without replacement")
        }
        guard let seed = object["generator"]?.asInstance?["seed"]?.asInt else {
            return try TorchWords.places(count, weights, replaces: replaces, context)
        }
        var stream = RandomStream(seed: UInt64(bitPattern: Int64(seed)), purpose: "generator")
        return try TorchWords.places(count, weights, replaces: replaces, &stream, context.work)
    }

    static let words: [Word] = [
        Word(
            "torch.utils.data.WeightedRandomSampler", family: "torch",
            summary: "places drawn with weights, for the sampler of a DataLoader", parameters: parameters,
            returns: "sampler",
            examples: ["import torch\nlist(torch.utils.data.WeightedRandomSampler([0, 1, 0], 4))"],
            meaning: .type(weighted))
    ]
}
