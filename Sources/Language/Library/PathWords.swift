@preconcurrency import Glibc
import Answers

/// What is used of `os` and `os.path`: names of files, whether they are there, and folders for what is saved.
enum PathWords {
    static let words: [Word] =
        [
            asked("exists", "whether a file or folder of that name is there") { _ in true },
            asked("isfile", "whether a file of that name is there") { $0 & S_IFMT == S_IFREG },
            asked("isdir", "whether a folder of that name is there") { $0 & S_IFMT == S_IFDIR },
            part("basename", "the name behind the last slash", "basename(\"runs/net.keras\")") {
                .text(split($0).name)
            },
            part("dirname", "what stands before the last slash", "dirname(\"runs/net.keras\")") {
                .text(split($0).folder)
            },
            part("split", "what stands before the last slash, and what behind it", "split(\"runs/net.keras\")") {
                .tuple([.text(split($0).folder), .text(split($0).name)])
            },
            part(
                "splitext", "the name without its ending, and the ending with its dot", "splitext(\"net.keras\")", ended
            ),
            join, workingFolder, list,
        ] + folders

    private static let name = Parameter("path", .text, .required, "the name of a file or folder")

    private static func text(_ given: Given, _ word: String, _ context: Context) throws -> String {
        let value = try given.required(0, "path", word)
        guard let text = try context.fileName(value)?.asText ?? value.asText else {
            throw Mistake("\(word) is given \(value.brief)", expected: "the name of a file as a string").raised(
                as: "TypeError", "expected str, bytes or os.PathLike object, not \(value.pythonType)")
        }
        try checkName(text)
        return text
    }

    /// The system would read a name up to its first null byte.
    private static func checkName(_ name: String) throws {
        guard name.utf8.contains(0) else { return }
        throw Mistake("a name of a file holds a null byte", expected: "a name without one").raised(
            as: "ValueError", "embedded null byte")
    }

    // MARK: Names

    private static func part(
        _ word: String, _ summary: String, _ example: String, _ make: @escaping @Sendable (String) -> Value
    ) -> Word {
        Word.native(
            "os.path.\(word)", family: "modules", summary, [name], returns: "any",
            examples: ["import os\nos.path.\(example)"], seeAlso: ["os.path.join"]
        ) { given, context in make(try text(given, word, context)) }
    }

    /// As POSIX has it: the folder without the slash behind it, unless it is the root.
    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        let folder = path[...slash]
        let bare = folder.reversed().drop { $0 == "/" }.reversed()
        return (bare.isEmpty ? String(folder) : String(bare), String(path[path.index(after: slash)...]))
    }

    /// A dot that the name begins with begins no ending.
    @Sendable private static func ended(_ path: String) -> Value {
        let name = split(path).name
        guard let dot = name.lastIndex(of: "."), !name[..<dot].allSatisfy({ $0 == "." }) else {
            return .tuple([.text(path), .text("")])
        }
        let ending = name[dot...]
        return .tuple([.text(String(path.dropLast(ending.count))), .text(String(ending))])
    }

    private static let join = Word.native(
        "os.path.join", family: "modules", "parts of a name with slashes between them",
        [Parameter("parts", .text, .required, "folders, and a name at the end", isVariadic: true)], returns: "string",
        examples: ["import os\nos.path.join(\"runs\", \"net.keras\")"], seeAlso: ["os.path.exists"]
    ) { given, context in
        var path = ""
        for value in given.values {
            guard let part = try context.fileName(value)?.asText ?? value.asText else {
                throw Mistake("os.path.join is given \(value.brief)", expected: "strings").raised(
                    as: "TypeError",
                    "join() argument must be str, bytes, or os.PathLike object, not '\(value.pythonType)'")
            }
            if part.hasPrefix("/") || path.isEmpty {
                path = part
            } else {
                path += path.hasSuffix("/") ? part : "/" + part
            }
        }
        return .text(path)
    }

    // MARK: Files

    private static func asked(
        _ word: String, _ summary: String, _ fits: @escaping @Sendable (mode_t) -> Bool
    ) -> Word {
        Word.native(
            "os.path.\(word)", family: "modules", summary, [name], returns: "bool",
            examples: ["import os\nos.path.\(word)(\"net.keras\")"], seeAlso: ["os.path.join"]
        ) { given, context in
            var found = stat()
            return .bool(stat(try text(given, word, context), &found) == 0 && fits(found.st_mode))
        }
    }

    private static let workingFolder = Word.native(
        "os.getcwd", family: "modules", "the folder that names of files without a slash before them are in",
        returns: "string", examples: ["import os\nlen(os.getcwd()) > 0"]
    ) { _, _ in
        guard let path = getcwd(nil, 0) else { throw Mistake("the folder that this was started in is gone") }
        defer { free(path) }
        return .text(String(cString: path))
    }

    private static let list = Word.native(
        "os.listdir", family: "modules", "the names in a folder, sorted",
        [Parameter("path", .text, .value(.text(".")), "the folder")], returns: "list",
        examples: ["import os\nlen(os.listdir(\".\")) >= 0"]
    ) { given, context in
        let path = given.value(0, "path") == nil ? "." : try text(given, "listdir", context)
        guard let folder = opendir(path) else { throw missing(path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            if context.work.isCancelled { throw Stopped() }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return .list(names.sorted().map { .text($0) })
    }

    private static func missing(_ path: String) -> Mistake {
        refused("the folder '\(path)' cannot be read", path, errno, expected: "a folder that is there")
    }

    private static func unmade(_ path: String, _ reason: Int32, try suggestion: String? = nil) -> Mistake {
        refused(
            "the folder '\(path)' cannot be made", path, reason,
            expected: reason == EEXIST ? "a name that is free" : "a place that you may write to", try: suggestion)
    }

    private static func refused(
        _ problem: String, _ path: String, _ reason: Int32, expected: String, try suggestion: String? = nil
    ) -> Mistake {
        let words = String(cString: strerror(reason))
        let types = [ENOENT: "FileNotFoundError", EEXIST: "FileExistsError", EACCES: "PermissionError"]
        return Mistake("\(problem): \(words)", expected: expected, try: suggestion).raised(
            as: types[reason] ?? "OSError", "[Errno \(reason)] \(words): '\(path)'")
    }

    /// `makedirs` makes the folders above too.
    private static let folders: [Word] = [("makedirs", true), ("mkdir", false)].map { word, isDeep in
        Word(
            "os.\(word)", family: "modules", summary: "makes a folder" + (isDeep ? ", and those above it" : ""),
            parameters: [
                Parameter("name", aliases: ["path"], .text, "its name"),
                Parameter("mode", .int(.init(0, 0o7777)), .value(.int(0o777)), "who may use it"),
            ] + (isDeep ? [Parameter("exist_ok", .bool, false, "whether one that is there already will do")] : []),
            returns: "None",
            examples: ["import os\nos.\(word)(\"/tmp/descent-example-\(word)\"\(isDeep ? ", exist_ok=True" : ""))"],
            seeAlso: ["os.path.join", "os.path.exists"], needs: .writingFiles,
            meaning: .call { arguments, _ in
                var name = try arguments.text("name")
                try checkName(name)
                while isDeep, name.count > 1, name.hasSuffix("/") { name.removeLast() }
                let mode = mode_t(arguments["mode"].asInt ?? 0o777)
                // Those above, from the outermost.
                for slash in name.indices where isDeep && name[slash] == "/" && slash > name.startIndex {
                    let folder = String(name[..<slash])
                    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw unmade(folder, errno) }
                }
                if mkdir(name, mode) == 0 { return .none }
                let reason = errno
                var found = stat()
                let isThere = stat(name, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
                if isThere, isDeep, try arguments.bool("exist_ok") { return .none }
                throw unmade(name, reason, try: isThere && isDeep ? "os.makedirs(name, exist_ok=True)" : nil)
            })
    }
}
