import Answers
import Language
import Networks

/// The layers that fine-tuning puts into a model, as calls: what `save` writes and `load_model` reads.
enum AdaptedLayerWords {
    static let words: [Word] = [
        LayerWords.layer(
            "LoRA", "A Dense layer that is held, with a learnt change of low rank beside its kernel (Hu et al. 2021)",
            details: """
                y = f(x·W + b + (alpha/rank)·(x·A)·B). W and b are held where they are; lora_kernel_a is A (in, rank), drawn as he_uniform does, \
                and lora_kernel_b is B (rank, units), zero at first. lora(model, rank) puts it around the layers of a model that has \
                learnt something. Keras's Dense.enable_lora(rank) holds the kernel alone and lets the bias be learnt.
                """,
            [
                Parameter("layer", .thing([LayerValue.kind]), .required, "the Dense layer"),
                Parameter("rank", .int(.init(1, 4096)), .value(.int(2)), "columns of A and rows of B"),
                Parameter(
                    "alpha", aliases: ["lora_alpha"], .optional(.number(.positive)), .value(.none),
                    "the change counts alpha/rank times; the rank where it is not given"),
            ], takes: [], example: "LoRA(Dense(64, activation=\"relu\"), rank=2)"
        ) { arguments in
            let value = try arguments.thing("layer", as: LayerValue.self)
            guard let base = value.layer as? DenseLayer else {
                throw arguments.mistake(
                    "layer", "\(value.summary) has no kernel that LoRA could change", expected: "a Dense layer",
                    try: "LoRA(Dense(64), rank=2)")
            }
            return try LowRankLayer(
                base, rank: arguments.int("rank"), alpha: AdaptationArguments.number("alpha", arguments),
                name: arguments.optionalText("name") ?? base.givenName)
        },
        LayerWords.layer(
            "Adapter", "A bottleneck with a way around it, almost the identity at first (Houlsby et al. 2019)",
            details: """
                y = x + f(x·D + d)·U + u with D (in, width) and U (width, in), both drawn with a deviation of 0.01. adapters(model, width) puts \
                one after each hidden Dense layer of a model that has learnt something, and holds the rest.
                """,
            [
                Parameter("width", .int(.init(1, 4096)), .value(.int(4)), "columns of D"),
                Parameter("activation", LayerParameter.function, .value(.text("relu")), "f, a function of one number"),
            ], example: "Adapter(4)"
        ) { arguments in
            try AdapterLayer(
                width: arguments.int("width"), activation: arguments.activation(), name: arguments.optionalText("name"))
        },
    ]
}
