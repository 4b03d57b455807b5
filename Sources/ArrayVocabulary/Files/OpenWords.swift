import Answers
import Language

/// `open`: text files that are read and written line by line.
enum OpenWords {
    static let words: [Word] = [
        Word(
            "open", family: "modules", summary: "a text file, for reading or for writing; with closes it",
            details: "A file that is written is replaced whole once it is closed: a reader never sees half of it.",
            parameters: [
                Parameter("file", .text, "its name"),
                Parameter(
                    "mode", .text, "r",
                    "r reads, w begins a new file, a goes on at the end of one, x makes one that was not there"),
                Parameter("buffering", .int(), -1, "has no effect here"),
                Parameter("encoding", .optional(.text), "UTF-8, the only one here"),
                Parameter("errors", .optional(.text), "has only its default here"),
                Parameter("newline", .optional(.text), "the empty string leaves line ends as they are"),
            ], returns: "file",
            examples: ["try:\n    open(\"missing.txt\")\nexcept FileNotFoundError as e:\n    print(e)"],
            seeAlso: ["os.path.exists", "json.load", "csv.reader"],
            meaning: .call { args, context in
                let path = try args.text("file")
                guard !path.utf8.contains(0) else {
                    throw args.mistake("file", "a name of a file holds a null byte", expected: "a name without one")
                }
                let mode = try args.text("mode")
                guard ["r", "w", "a", "x"].contains(mode.filter { $0 != "t" }), let first = mode.first else {
                    throw args.mistake(
                        "mode", "mode = \"\(mode)\" is not spoken here",
                        expected: "r, w, a or x, of texts: bytes, and files that are read and written, are not",
                        try: "open(path, \"r\")")
                }
                if let encoding = args["encoding"].asText, !isPlain(encoding) {
                    throw args.mistake("encoding", "encoding = \"\(encoding)\"", expected: "utf-8, the only one here")
                }
                if first != "r" { try context.permission.check(.writingFiles, for: "open") }
                let file = context.instance(of: type)
                file.payload = try OpenFile(
                    path, String(first), keepsLineEnds: args["newline"].asText == "", context.work)
                file.set("name", .text(path))
                file.set("mode", .text(mode))
                return Value.object(file)
            })
    ]

    private static func isPlain(_ encoding: String) -> Bool {
        ["utf8", "utf-8", "ascii", "us-ascii", "utf-8-sig", "utf_8"].contains(encoding.lowercased())
    }

    private static func file(_ instance: Instance) throws -> OpenFile {
        guard let file = instance.payload as? OpenFile else {
            throw Mistake("this is no open file", expected: "what open(path) gives").raised(as: "ValueError")
        }
        return file
    }

    private static let size = Parameter("size", .optional(.int()), "how many characters; all without")

    private static let type = NativeClass(
        "TextIOWrapper", module: "_io",
        methods: [
            .init("read", [size]) { instance, args, _ in
                let count = args["size"].asInt
                return .text(try file(instance).read(count.flatMap { $0 < 0 ? nil : $0 }))
            },
            .init("readline") { instance, _, _ in .text(try file(instance).line() ?? "") },
            .init("readlines") { instance, _, context in
                let file = try file(instance)
                var lines: [Value] = []
                while let line = try file.line() {
                    if context.work.isCancelled { throw Stopped() }
                    lines.append(.text(line))
                }
                return .list(lines)
            },
            .init("write", [Parameter("text", .any, "what is written")]) { instance, args, _ in
                guard let text = args["text"].asText else {
                    throw Mistake(
                        "write is given \(args["text"].brief)", expected: "a string", try: "str(…) around it",
                        argument: "text"
                    ).raised(as: "TypeError", "write() argument must be str, not \(args["text"].typeName)")
                }
                try file(instance).write(text)
                return .int(text.unicodeScalars.count)
            },
            .init("writelines", [Parameter("lines", .any, "strings, each with its line end")]) {
                instance, args, context in
                let file = try file(instance)
                for line in try args["lines"].elements(in: context) {
                    guard let text = line.asText else {
                        throw Mistake("writelines is given \(line.brief)", expected: "strings", argument: "lines")
                            .raised(as: "TypeError", "write() argument must be str, not \(line.typeName)")
                    }
                    try file.write(text)
                }
                return .none
            },
            .init("seek", [Parameter("offset", .int(), "a place"), Parameter("whence", .int(), 0, "0: the beginning")])
            {
                instance, args, _ in
                let file = try file(instance)
                try file.seek(args.int("whence") == 2 ? .max : args.int("offset"))
                return .int(file.position)
            },
            .init("tell") { instance, _, _ in .int(try file(instance).position) },
            .init("flush") { instance, _, _ in
                try file(instance).save()
                return .none
            },
            .init("close") { instance, _, _ in
                try file(instance).close()
                return .none
            },
            .property("closed") { instance, _ in .bool(try file(instance).isClosed) },
            .init("readable") { instance, _, _ in .bool(try file(instance).isReading) },
            .init("writable") { instance, _, _ in .bool(!(try file(instance).isReading)) },
            .init(open: "__enter__") { instance, _, _, _ in
                _ = try file(instance)
                return .object(instance)
            },
            .init(open: "__exit__") { instance, _, _, _ in
                try file(instance).close()
                return .bool(false)
            },
            .init(open: "__iter__") { instance, _, _, _ in
                let file = try file(instance)
                return .iterator("TextIOWrapper") { _ in try file.line().map { .text($0) } }
            },
            .init(open: "__next__") { instance, _, _, _ in
                guard let line = try file(instance).line() else {
                    throw Mistake("'\(try file(instance).path)' has no further line").raised(as: "StopIteration", "")
                }
                return .text(line)
            },
            .init(open: "__repr__") { instance, _, _, _ in
                let file = try file(instance)
                let mode = instance["mode"]?.asText ?? "r"
                return .text("<_io.TextIOWrapper name='\(file.path)' mode='\(mode)' encoding='UTF-8'>")
            },
        ])
}
