/// `argparse`: what a script is told when it is started, `descent run train.py --epochs 5`; at a prompt each argument has its default.
enum ArgumentParserModule {
    static let words: [Word] = [
        module.word(
            "ArgumentParser", "reads the arguments of a script",
            [
                Parameter("prog", .any, .value(.none), "the script's name"),
                Parameter("usage", .any, .value(.none), "the line that says how it is called"),
                Parameter("description", .any, .value(.none), "what it does"),
                Parameter("epilog", .any, .value(.none), "what stands at the end of its help"),
                Parameter("parents", .any, .otherwise("none"), "parsers whose arguments it has too"),
                Parameter("formatter_class", .any, .otherwise("HelpFormatter"), "how help is set"),
                Parameter("prefix_chars", .any, .value(.text("-")), "has only its default here"),
                Parameter("fromfile_prefix_chars", .any, .value(.none), "has only its default here"),
                Parameter("argument_default", .any, .value(.none), "what arguments without a default are"),
                Parameter("conflict_handler", .any, .value(.text("error")), "has only its default here"),
                Parameter("add_help", .any, .value(.bool(true)), "whether there is -h"),
                Parameter("allow_abbrev", .any, .value(.bool(true)), "whether the beginning of a long name will do"),
                Parameter("exit_on_error", .any, .value(.bool(true)), "has no effect here"),
            ], returns: "any",
            examples: [
                "import argparse\np = argparse.ArgumentParser()\np.add_argument(\"--lr\", type=float, default=0.1)\np.parse_args([])",
                "import argparse\np = argparse.ArgumentParser()\np.add_argument(\"--epochs\", type=int, default=10)\np.parse_args([\"--epochs\", \"5\"]).epochs",
            ]),
        module.word(
            "Namespace", "what has been read, as attributes",
            [Parameter("kwargs", .any, .otherwise("none"), "name=value", isVariadic: true, isKeywordOnly: true)],
            returns: "any", examples: ["import argparse\nargparse.Namespace(lr=0.1)"]),
        module.word(
            "BooleanOptionalAction", "action= of an argument that has a --no- form too", returns: "any",
            examples: ["import argparse\nargparse.BooleanOptionalAction()"]),
        module.word(
            "ArgumentTypeError", "what a type= function raises for a text that it cannot read",
            [Parameter("args", .any, .otherwise("nothing"), "what is said", isVariadic: true)], returns: "exception",
            examples: ["import argparse\nargparse.ArgumentTypeError(\"above 0\")"]),
        module.word(
            "ArgumentError", "what is raised for arguments that cannot stand beside each other",
            [Parameter("args", .any, .otherwise("nothing"), "what is said", isVariadic: true)], returns: "exception",
            examples: ["import argparse\nargparse.ArgumentError(\"twice\")"]),
        module.word(
            "HelpFormatter", "formatter_class= of help in lines of a width", returns: "any",
            examples: ["import argparse\nargparse.HelpFormatter()"]),
        module.word(
            "ArgumentDefaultsHelpFormatter", "formatter_class= of help with the defaults", returns: "any",
            examples: ["import argparse\nargparse.ArgumentDefaultsHelpFormatter()"]),
        module.word(
            "RawDescriptionHelpFormatter", "formatter_class= that leaves the lines of the description", returns: "any",
            examples: ["import argparse\nargparse.RawDescriptionHelpFormatter()"]),
        module.word(
            "RawTextHelpFormatter", "formatter_class= that leaves all lines", returns: "any",
            examples: ["import argparse\nargparse.RawTextHelpFormatter()"]),
    ]

    private static let module = WrittenModule(
        "argparse", [actions + "\n", declaring, reading, help].joined(separator: "\n\n"))
}
