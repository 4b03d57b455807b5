import Answers
import Arrays
import Autograd
import Language

/// `torch.utils.tensorboard.SummaryWriter`: what a script tells TensorBoard, which is not here. Numbers are kept to be plotted.
enum SummaryWriterClass {
    private static let type = NativeClass(
        "SummaryWriter", module: "torch.utils.tensorboard.writer",
        methods: [
            .init(
                "__init__",
                [
                    Parameter("log_dir", .any, .value(.none), "has no effect: no file is written"),
                    Parameter("comment", .any, .value(.text("")), "has no effect"),
                    Parameter(
                        "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true
                    ),
                ]
            ) { object, args, context in
                context.noteOnce(
                    "SummaryWriter: no files are written for TensorBoard; what add_scalar is told stays in "
                        + "writer.scalars, as lists of (step, value) by name")
                object.set("log_dir", args["log_dir"].isNone ? .text("runs") : args["log_dir"])
                object.set("scalars", .dict(.init()))
                return .none
            },
            .init(
                "add_scalar",
                [
                    Parameter("tag", .any, .required, "its name"),
                    Parameter("scalar_value", .any, .required, "a number, or a tensor of one"), step, rest,
                ]
            ) { object, args, context in
                try keep(args["tag"], args["scalar_value"], args["global_step"], object, context)
                return .none
            },
            .init(
                "add_scalars",
                [
                    Parameter("main_tag", .any, .required, "the name of them all"),
                    Parameter("tag_scalar_dict", .dict, .required, "numbers by name"), step, rest,
                ]
            ) { object, args, context in
                guard case .dict(let entries) = args["tag_scalar_dict"] else { return .none }
                for entry in entries.entries {
                    let tag = "\(try args.text("main_tag"))/\(entry.key.asText ?? entry.key.brief)"
                    try keep(.text(tag), entry.value, args["global_step"], object, context)
                }
                return .none
            },
            .init(open: "get_logdir") { object, _, _, _ in object["log_dir"] ?? .none },
            .init(open: "__enter__") { object, _, _, _ in .asObject(object) },
            .init(open: "__exit__") { _, _, _, _ in .none },
        ]
            + [
                "add_histogram", "add_graph", "add_image", "add_images", "add_figure", "add_text", "add_embedding",
                "add_hparams", "add_pr_curve", "add_video", "add_audio", "add_mesh", "add_custom_scalars", "flush",
                "close",
            ].map { name in .init(open: name) { _, _, _, _ in .none } })

    private static let step = Parameter("global_step", .any, .value(.none), "where it stands on the axis")
    private static let rest = Parameter(
        "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true)

    private static func keep(_ tag: Value, _ value: Value, _ step: Value, _ object: Instance, _ context: Context) throws
    {
        guard case .dict(let kept)? = object["scalars"] else { return }
        let number = try context.requireNumber(value).asDouble
        let row = Value.tuple([step, .number(number)])
        guard case .list(let rows)? = kept[tag] else { return try kept.set(tag, .list([row])) }
        rows.add(row)
    }

    static let words: [Word] = [
        Word(
            "torch.utils.tensorboard.SummaryWriter", aliases: ["tensorboardX.SummaryWriter"], family: "torch",
            summary: "takes what a script tells TensorBoard; numbers are kept in writer.scalars",
            parameters: [Parameter("log_dir", .any, .value(.none), "has no effect: no file is written")],
            returns: "any",
            examples: [
                """
                from torch.utils.tensorboard import SummaryWriter
                writer = SummaryWriter()
                writer.add_scalar("loss", 0.5, 1)
                writer.scalars
                """
            ], meaning: .type(type))
    ]
}
