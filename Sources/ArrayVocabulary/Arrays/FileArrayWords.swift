import Answers
import Arrays
import Files
import Language

/// Arrays in files: tables of numbers as text, and NumPy's own format for one array.
enum FileArrayWords {
    static let words: [Word] = [
        reading("loadtxt", "reads a table of numbers from a text file, or from a list of its lines"),
        reading("genfromtxt", "the same, where cells that hold no number are missing"),
        word(
            "savetxt", "writes a vector or matrix to a text file, a line for each row",
            "fname, X, fmt=None, delimiter=None, newline=None, header=None, footer=None, comments=None",
            returns: "None",
            needs: .writingFiles, example: "np.savetxt"
        ) { call, context in
            let x = try call.array(1, "X")
            guard (1...2).contains(x.ndim) else {
                throw Mistake("Expected 1D or 2D array, got \(x.ndim)D array instead", expected: "a vector or a matrix")
            }
            let rows = x.ndim == 1 ? try x.reshaped([-1, 1], call.work) : x
            let (delimiter, newline) = (call.text(3, "delimiter", " "), call.text(4, "newline", "\n"))
            let comment = call.text(7, "comments", "# ")
            let format = try lineFormat(call.value(2, "fmt"), rows.shape[1], delimiter)
            func remark(_ text: String) -> String {
                text.isEmpty
                    ? ""
                    : comment
                        + text.split(separator: "\n", omittingEmptySubsequences: false).joined(
                            separator: newline + comment) + newline
            }
            var draft = try FileDraft(try path(call))
            try draft.write(Array(remark(call.text(5, "header", "")).utf8))
            for index in 0..<rows.shape[0] {
                if context.work.isCancelled { throw Stopped() }
                let line = try context.operate(
                    .remainder, .text(format), .tuple(rows.at(index).numbers().map { Value($0) }))
                try draft.write(Array(((line.asText ?? "") + newline).utf8))
            }
            try draft.write(Array(remark(call.text(6, "footer", "")).utf8))
            try draft.commit()
            return .none
        },
        word(
            "save", "writes an array to a file of NumPy's own format", "file, arr", returns: "None",
            needs: .writingFiles, example: "np.save"
        ) { call, context in
            let name = try path(call)
            var draft = try FileDraft(name.hasSuffix(".npy") ? name : name + ".npy")
            try ArrayFile.pieces(of: call.array(1, "arr"), context.work) { try draft.write($0) }
            try draft.commit()
            return .none
        },
        zipping("savez", "writes several arrays to one file, by their names or as arr_0, arr_1, …"),
        zipping("savez_compressed", "the same; what is written is not packed here, and NumPy reads it as well"),
        word(
            "load", "reads an array that np.save wrote, or the arrays that np.savez wrote",
            "file, mmap_mode=None, allow_pickle=False", returns: "array",
            example: "np.load"
        ) {
            call, context in
            let name = try path(call)
            let bytes = try TextFile.bytes(name, work: context.work)
            if bytes.starts(with: Array("PK".utf8)) { return .thing(try ZippedArrays(bytes, name)) }
            return .thing(try ArrayFile.array(bytes, name))
        },
    ]

    private static func zipping(_ name: String, _ summary: String) -> Word {
        var word = Word.native(
            "numpy." + name, family: "numpy", summary, NumPyWord.parameters("file, *args, **kwds"), returns: "None",
            examples: ["import numpy as np\nnp." + name]
        ) { given, context in
            let call = NumPyCall("numpy." + name, given, context)
            let path = try path(call)
            var arrays: [(name: String, bytes: [UInt8])] = []
            for (place, value) in given.values.dropFirst(given["file"] == nil ? 1 : 0).enumerated() {
                arrays.append(("arr_\(place)", try ArrayFile.bytes(of: call.array(value, "arr_\(place)"), call.work)))
            }
            for (name, value) in given.keywords where name != "file" {
                guard !arrays.contains(where: { $0.name == name }) else {
                    throw Mistake("two arrays are called \(name)", expected: "a name for each", argument: name).raised(
                        as: "ValueError", "Cannot use un-named variables and keyword \(name)")
                }
                arrays.append((name, try ArrayFile.bytes(of: call.array(value, name), call.work)))
            }
            var draft = try FileDraft(path.hasSuffix(".npz") ? path : path + ".npz")
            let archive = try ZippedArrays.archive(arrays, call.work)
            for start in stride(from: 0, to: archive.count, by: ArrayFile.pieceSize) {
                if call.work.isCancelled { throw Stopped() }
                try draft.write(Array(archive[start..<Swift.min(archive.count, start + ArrayFile.pieceSize)]))
            }
            try draft.commit()
            return .none
        }
        word.needs = .writingFiles
        return word
    }

    /// `loadtxt` wants a number in each cell, `genfromtxt` takes what is none for missing.
    private static func reading(_ name: String, _ meaning: String) -> Word {
        word(
            name, meaning,
            "fname, dtype=float64, comments=None, delimiter=None, skiprows=0, usecols=None, unpack=False, ndmin=0, "
                + "max_rows=None, skip_header=0", returns: "array", example: "np.\(name)([\"1 2\", \"3 4\"])"
        ) { call, context in
            let source = try call.required(0, "fname")
            let lines: [String]
            if let path = source.asText {
                lines = try TextFile.read(path, work: context.work).split(
                    omittingEmptySubsequences: false, whereSeparator: \.isNewline
                ).map(String.init)
            } else {
                lines = try source.elements(in: context).map { $0.asText ?? "" }
            }
            return try table(lines, call, context)
        }
    }

    private static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ signature: String, returns: String,
        needs: Permission = .computing, example: String,
        _ body: @escaping @Sendable (NumPyCall, Context) throws -> Value
    ) -> Word {
        Word(
            "numpy." + name, aliases: aliases.map { "numpy." + $0 }, family: "numpy", summary: summary,
            parameters: NumPyWord.parameters(signature), returns: returns,
            examples: ["import numpy as np\n" + example], needs: needs,
            meaning: .call { arguments, context in try body(NumPyCall("numpy." + name, arguments, context), context) })
    }

    private static func path(_ call: NumPyCall) throws -> String {
        let name = call.name == "numpy.savetxt" ? "fname" : "file"
        guard let path = try call.required(0, name).asText else {
            throw Mistake("\(name) is no path", expected: "a text such as 'data.txt'").raised(as: "TypeError")
        }
        return path
    }

    // MARK: Text

    /// The format of a whole line: one for each column, or one that holds for all.
    private static func lineFormat(_ given: Value?, _ columns: Int, _ delimiter: String) throws -> String {
        if let formats = given?.elements {
            guard formats.count == columns else {
                throw Mistake(
                    "\(formats.count) formats for \(columns) columns", expected: "one for each column"
                ).raised(as: "AttributeError", "fmt has wrong shape.  \(given?.repr ?? "")")
            }
            return formats.map { $0.asText ?? "" }.joined(separator: delimiter)
        }
        let format = given?.asText ?? "%.18e"
        if format.count(where: { $0 == "%" }) == columns, columns > 1 { return format }
        return Array(repeating: format, count: columns).joined(separator: delimiter)
    }

    private static func table(_ lines: [String], _ call: NumPyCall, _ context: Context) throws -> Value {
        let comment = call.text(2, "comments", "#")
        let delimiter = call.value(3, "delimiter")?.asText
        let skipped = try Swift.max(call.int(4, "skiprows", 0), call.int(9, "skip_header", 0))
        let wanted = try call.value(5, "usecols").map { try call.ints($0, "usecols") }
        let most = try call.int(8, "max_rows") ?? .max
        var (numbers, width, rows): ([Double], Int?, Int) = ([], nil, 0)
        for (index, line) in lines.enumerated() where index >= skipped && rows < most {
            if context.work.isCancelled { throw Stopped() }
            let text = line.split(separator: comment, maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            let parts =
                delimiter.map { text.split(separator: $0, omittingEmptySubsequences: false).map(String.init) }
                ?? text.split(whereSeparator: \.isWhitespace).map(String.init)
            if let width, width != parts.count {
                throw Mistake(
                    "the number of columns changed from \(width) to \(parts.count) at row \(rows + 1); use `usecols` to "
                        + "select a subset and avoid this error", expected: "rows of one length")
            }
            width = parts.count
            for column in wanted ?? Array(0..<parts.count) {
                let place = column < 0 ? column + parts.count : column
                guard parts.indices.contains(place) else {
                    throw Mistake(
                        "invalid column index \(column) at row \(rows + 1) with \(parts.count) columns",
                        expected: "0 to \(parts.count - 1)")
                }
                let cell = parts[place].trimmingBlanks
                let gap = cell.lowercased() == "nan" || call.name == "numpy.genfromtxt" ? Double.nan : nil
                guard let number = Double(cell) ?? gap else {
                    throw Mistake(
                        "could not convert string '\(cell)' to float64 at row \(rows), column \(place + 1).",
                        expected: "numbers",
                        try: delimiter == nil && cell.contains(",")
                            ? "delimiter=','" : "skiprows=1, for a line of names")
                }
                numbers.append(number)
            }
            rows += 1
        }
        let columns = wanted?.count ?? width ?? 0
        var found = try NDArray(numbers, shape: [rows, columns]).converted(to: call.dtype(1) ?? .float64, call.work)
        let least = try call.int(7, "ndmin", 0)
        if least < 2, columns == 1 || rows == 1 || rows == 0 { found = try found.reshaped([-1], call.work) }
        if least == 0, found.count == 1 { found = try found.reshaped([], call.work) }
        guard try call.flag(6, "unpack") else { return .thing(found) }
        return .thing(found.transposed)
    }

    // MARK: NumPy's format
}

extension String {
    var trimmingBlanks: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
