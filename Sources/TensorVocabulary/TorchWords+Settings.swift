import Answers
import Arrays
import Autograd
import Glibc
import Language

/// What PyTorch says of dtypes, devices, threads and itself; most of it has no effect here, and says so.
extension TorchWords {
    /// `torch.LongTensor([1, 2])`: the older names of tensors of one dtype.
    static let typed: [Word] = [
        ("LongTensor", DType.int64), ("IntTensor", .int32), ("FloatTensor", .float32), ("DoubleTensor", .float64),
        ("BoolTensor", .bool), ("ByteTensor", .uint8),
    ].map { name, dtype in
        word(
            name, "a tensor of \(dtype.name), of numbers or of these lengths",
            [Parameter("data", .any, .otherwise("nothing"), "numbers, or lengths", isVariadic: true)],
            example: "([1, 2])"
        ) { args, context in
            let given = try args.values("data")
            if given.count == 1, given[0].asInt == nil {
                return .thing(try context.tensor(given[0], dtype: dtype, isExact: true))
            }
            return .thing(context.recorder.tensor(try NDArray.zeros(args.lengths("data"), dtype)))
        }
    }

    static let settings: [Word] = [
        word(
            "Size", "the lengths of a tensor's axes", [Parameter("lengths", .any, .required, "whole numbers")],
            returns: "tuple", example: "([2, 3])"
        ) { args, _ in
            guard let lengths = args["lengths"].wholes, args["lengths"].elements != nil else {
                throw Mistake("\(args["lengths"].brief)", expected: "a list of whole numbers", argument: "lengths")
                    .raised(
                        as: "TypeError", "'\(args["lengths"].typeName)' object is not iterable")
            }
            return .size(lengths)
        },
        word(
            "compile", "the model or function as it is: there is nothing to be compiled here",
            [
                Parameter("model", .any, .required, "a model or a function"),
                Parameter(
                    "options", .any, .otherwise("nothing"), "without a meaning here", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "any", example: "(torch.nn.Linear(2, 1))"
        ) { args, context in
            context.noteOnce("torch.compile: nothing is to be compiled here; the model is used as it is")
            return args["model"]
        },
        word(
            "cuda.manual_seed_all", "has no effect: there is no graphics card here",
            [Parameter("seed", .int(), .required, "a whole number")], returns: "None", example: "(0)"
        ) { _, _ in .none },
        word(
            "cuda.manual_seed", "has no effect: there is no graphics card here",
            [Parameter("seed", .int(), .required, "a whole number")], returns: "None", example: "(0)"
        ) { _, _ in .none },
        Word(
            "torch.backends.cudnn", family: "torch",
            summary: "settings of graphics cards, which have no effect here: deterministic, benchmark, enabled",
            returns: "settings", examples: ["import torch\ntorch.backends.cudnn.benchmark"],
            meaning: .value { .thing(CardSettings()) }),
        word(
            "device", "where tensors are: cpu, and nowhere else here",
            [Parameter("type", .any, .value(.text("cpu")), "cpu")],
            returns: "device", example: "(\"cpu\")"
        ) { args, context in
            if let name = args["type"].asText, !name.hasPrefix("cpu") {
                context.noteOnce("\(name): there is no other device here; everything is computed on the cpu")
            }
            return .thing(TorchDevice.cpu)
        },
        word(
            "accelerator.is_available", "whether there is a device beside the processor: not here", returns: "bool",
            example: "()"
        ) {
            _, _ in .bool(false)
        },
        word(
            "accelerator.current_accelerator", "the device beside the processor: None here", returns: "device",
            example: "()"
        ) {
            _, _ in .none
        },
        word("cuda.is_available", "whether there is a graphics card: not here", returns: "bool", example: "()") {
            _, _ in .bool(false)
        },
        word("cuda.device_count", "how many graphics cards there are: none here", returns: "number", example: "()") {
            _, _ in .int(0)
        },
        word(
            "backends.mps.is_available", "whether there is a graphics card: not here", returns: "bool",
            example: "()"
        ) { _, _ in .bool(false) },
        word(
            "set_default_dtype", "the dtype of floating-point numbers that are not told theirs",
            [
                Parameter("d", .any, .required, "torch.float32 or torch.float64")
            ], returns: "None", example: "(torch.float32)"
        ) { args, context in
            guard let dtype = try args.dtype("d"), dtype.isFloat else {
                throw args.mistake("d", "\(args["d"].brief)", expected: "torch.float32 or torch.float64")
            }
            context.recorder.standard = dtype
            return .none
        },
        word(
            "get_default_dtype", "the dtype of floating-point numbers that are not told theirs", returns: "dtype",
            example: "()"
        ) {
            _, context in .thing(TorchDType.of(context.recorder.standard))
        },
        word(
            "set_num_threads", "has no effect here", [Parameter("n", .int(.atLeast(1)), .required, "threads")],
            returns: "None",
            example: "(1)"
        ) { _, _ in .none },
        word(
            "use_deterministic_algorithms", "has no effect: a seed gives the same bits here",
            [
                Parameter("mode", .bool, .required, "has no effect"),
                Parameter("warn_only", .bool, false, "has no effect", isKeywordOnly: true),
            ], returns: "None", example: "(True)"
        ) { _, _ in .none },
        Word(
            "torch.pi", family: "torch", summary: "π", returns: "number", examples: ["import torch\ntorch.pi"],
            meaning: .value { .number(Double.pi) }),
        Word(
            "torch.e", family: "torch", summary: "e, the base of the natural logarithm", returns: "number",
            examples: ["import torch\ntorch.e"], meaning: .value { .number(M_E) }),
        Word(
            "torch.inf", family: "torch", summary: "∞", returns: "number", examples: ["import torch\ntorch.inf"],
            meaning: .value { .number(.infinity) }),
        Word(
            "torch.nan", family: "torch", summary: "no number", returns: "number",
            examples: ["import torch\ntorch.nan"],
            meaning: .value { .number(.nan) }),
        Word(
            "torch.__version__", family: "torch", summary: "the version of PyTorch that is followed here",
            returns: "string", examples: ["import torch\ntorch.__version__"], meaning: .value { .text("2.13.0") }),
    ]

    static let narrowDtypes: [Word] = [("float16", ["torch.half"]), ("bfloat16", [])].map { name, aliases in
        Word(
            "torch.\(name)", aliases: aliases, family: "torch",
            summary: "the dtype \(name), which autocast is given; no tensor has it here", returns: NarrowDType.kind,
            examples: ["import torch\ntorch.\(name)"], meaning: .value { .thing(NarrowDType(name)) })
    }

    static let dtypes: [Word] = [
        ("float32", DType.float32), ("float", .float32), ("float64", .float64), ("double", .float64), ("int64", .int64),
        ("long", .int64), ("int32", .int32), ("int", .int32), ("uint8", .uint8), ("bool", .bool),
    ].map { name, dtype in
        Word(
            "torch.\(name)", family: "torch", summary: "the dtype \(dtype.name)", returns: "dtype",
            examples: ["import torch\ntorch.\(name)"], meaning: .value { .thing(TorchDType.of(dtype)) })
    }
}
