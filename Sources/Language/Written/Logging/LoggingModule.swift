/// `logging`: messages of several levels, shown from the level on that is asked for. They are printed like everything else.
enum LoggingModule {
    static let words: [Word] =
        ["debug", "info", "warning", "error", "exception", "critical"].map(logged)
        + calls + [("DEBUG", 10), ("INFO", 20), ("WARNING", 30), ("ERROR", 40), ("CRITICAL", 50)].map(level)
        + [
            module.constant("NOTSET", "the level 0: that of the logger above", returns: "number")
        ] + [("WARN", 30), ("FATAL", 50)].map(level)

    /// The word that gives a message of one level.
    private static func logged(_ name: String) -> Word {
        module.word(
            name, "a message of level \(name)", message, returns: "None",
            examples: ["import logging\nlogging.\(name)(\"loss %.2f\", 0.5)"],
            seeAlso: ["logging.basicConfig", "logging.getLogger"])
    }

    private static func level(_ name: String, _ number: Int) -> Word {
        module.constant(name, "the level \(number)", returns: "number")
    }

    private static let message = [
        Parameter("msg", .any, .required, "what is said, with places such as %s"),
        Parameter("args", .any, .otherwise("none"), "what stands at these places", isVariadic: true),
        Parameter(
            "kwargs", .any, .otherwise("none"), "extra=, which adds to the record", isVariadic: true,
            isKeywordOnly: true),
    ]

    private static let calls: [Word] = [
        module.word(
            "log", "a message of any level",
            [Parameter("level", .any, .required, "10 to 50")] + message, returns: "None",
            examples: ["import logging\nlogging.log(30, \"late\")"], seeAlso: ["logging.warning"]),
        module.word(
            "basicConfig", "says which messages are shown, and how",
            [
                Parameter("filename", .any, .value(.none), "a file that they go to", isKeywordOnly: true),
                Parameter("filemode", .any, .value(.text("a")), "w, where the file begins anew", isKeywordOnly: true),
                Parameter(
                    "format", .any, .otherwise("%(levelname)s:%(name)s:%(message)s"), "how a message is written",
                    isKeywordOnly: true),
                Parameter("datefmt", .any, .value(.none), "how times are written", isKeywordOnly: true),
                Parameter("style", .any, .value(.text("%")), "% or {", isKeywordOnly: true),
                Parameter("level", .any, .value(.none), "the lowest level that is shown", isKeywordOnly: true),
                Parameter("stream", .any, .value(.none), "an open file that they go to", isKeywordOnly: true),
                Parameter("handlers", .any, .value(.none), "handlers of your own", isKeywordOnly: true),
                Parameter(
                    "force", .any, .value(.bool(false)), "whether it counts although handlers are there",
                    isKeywordOnly: true),
                Parameter("encoding", .any, .value(.none), "has no effect here", isKeywordOnly: true),
            ], returns: "None",
            examples: ["import logging\nlogging.basicConfig(level=logging.INFO)\nlogging.info(\"epoch 1\")"],
            seeAlso: ["logging.getLogger"]),
        module.word(
            "getLogger", "the logger of a name", [Parameter("name", .any, .value(.none), "its name; the root without")],
            returns: "any", examples: ["import logging\nlogging.getLogger(\"train\").warning(\"late\")"],
            seeAlso: ["logging.basicConfig"]),
        module.word(
            "getLevelName", "the name of a level", [Parameter("level", .any, .required, "10 to 50")], returns: "string",
            examples: ["import logging\nlogging.getLevelName(20)"]),
        module.word(
            "addLevelName", "gives a level a name",
            [Parameter("level", .any, .required, "a number"), Parameter("levelName", .any, .required, "its name")],
            returns: "None", examples: ["import logging\nlogging.addLevelName(25, \"NOTE\")"]),
        module.word(
            "disable", "hides messages up to a level",
            [Parameter("level", .any, .value(.int(50)), "the highest one that is hidden")], returns: "None",
            examples: ["import logging\nlogging.disable(logging.CRITICAL)"]),
        module.word(
            "StreamHandler", "prints messages",
            [Parameter("stream", .any, .value(.none), "an open file; the output without")], returns: "any",
            examples: ["import logging\nlogging.StreamHandler()"], seeAlso: ["logging.Formatter"]),
        module.word(
            "FileHandler", "writes messages into a file",
            [
                Parameter("filename", .any, .required, "its name"),
                Parameter("mode", .any, .value(.text("a")), "w, where it begins anew"),
                Parameter("encoding", .any, .value(.none), "has no effect here"),
                Parameter("delay", .any, .value(.bool(false)), "has no effect here"),
            ], returns: "any", examples: ["import logging\nlogging.FileHandler"], seeAlso: ["logging.StreamHandler"]),
        module.word(
            "NullHandler", "passes messages over", [Parameter("level", .any, .value(.int(0)), "the lowest level")],
            returns: "any", examples: ["import logging\nlogging.NullHandler()"]),
        module.word(
            "Handler", "the base of handlers", [Parameter("level", .any, .value(.int(0)), "the lowest level")],
            returns: "any", examples: ["import logging\nlogging.Handler()"]),
        module.word(
            "Formatter", "how messages are written",
            [
                Parameter("fmt", .any, .value(.none), "%(levelname)s and the like in a text"),
                Parameter("datefmt", .any, .value(.none), "how times are written"),
                Parameter("style", .any, .value(.text("%")), "% or {"),
            ], returns: "any", examples: ["import logging\nlogging.Formatter(\"%(message)s\")"],
            seeAlso: ["logging.StreamHandler"]),
        module.word(
            "Logger", "a source of messages with a name",
            [
                Parameter("name", .any, .required, "its name"),
                Parameter("level", .any, .value(.int(0)), "the lowest level"),
            ], returns: "any", examples: ["import logging\nlogging.Logger(\"own\")"], seeAlso: ["logging.getLogger"]),
        module.constant("root", "the logger above all others", returns: "any", seeAlso: ["logging.getLogger"]),
    ]

    private static let module = WrittenModule(
        "logging", [records, handlers, loggers].joined(separator: "\n\n\n"))
}
