import Answers
import Arrays
import Autograd
import Language
import Networks

/// `torch.save` and `torch.load`: what state_dict() gives, alone or in dicts and lists with plain values, as a safetensors file.
///
/// The tensors stand in the file under numbers; the metadata say in which dicts and lists they are.
enum SaveWords {
    static let words: [Word] = [
        TorchWords.saving(
            "save", "writes tensors, and dicts and lists of them, to a file",
            [
                Parameter("obj", .any, .required, "such as model.state_dict()"),
                Parameter("f", .text, .required, "the path"),
            ], returns: "None", needs: .writingFiles, example: "import torch\ntorch.save"
        ) { args, context in
            var file = SafeTensors()
            var lines: [String] = []
            try write(args["obj"], into: &file, &lines, depth: 0)
            file.metadata["tree"] = lines.joined(separator: "\n")
            try file.write(to: args.text("f"))
            return .none
        },
        TorchWords.saving(
            "load", "reads what torch.save wrote",
            [
                Parameter("f", .text, .required, "the path"),
                Parameter(
                    "options", .any, .otherwise("nothing"), "map_location, weights_only … have no effect here",
                    isVariadic: true, isKeywordOnly: true),
            ], returns: "dict", needs: .computing, example: "import torch\ntorch.load"
        ) { args, context in
            let path = try args.text("f")
            let file = try SafeTensors(path: path, work: context.work)
            guard let tree = file.metadata["tree"] else {
                return .dict(
                    Value.Dictionary(
                        try file.tensors.map { (.text($0.name), .thing(try tensor($0.tensor, nil, context))) }))
            }
            var rest = tree.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
            return try read(&rest, file, context, path)
        },
    ]

    private static func write(_ value: Value, into file: inout SafeTensors, _ lines: inout [String], depth: Int) throws
    {
        guard depth < 100 else {
            throw Mistake("dicts inside dicts go too deep to be saved", expected: "a dict of tensors")
        }
        switch value {
        case .none: lines.append("n")
        case .bool(let flag): lines.append("b \(flag ? 1 : 0)")
        case .int(let number): lines.append("i \(number)")
        case .number(let number): lines.append("f \(number)")
        case .text(let text):
            lines.append(
                "s " + text.map { $0 == "\n" ? "\\n" : $0 == "\\" ? "\\\\" : String($0) }.joined())
        case .list(let list):
            lines.append("l \(list.items.count)")
            for item in list.items { try write(item, into: &file, &lines, depth: depth + 1) }
        case .tuple(let items):
            lines.append("t \(items.count)")
            for item in items { try write(item, into: &file, &lines, depth: depth + 1) }
        case .dict(let dictionary):
            lines.append("d \(dictionary.count)")
            for entry in dictionary.entries {
                try write(entry.key, into: &file, &lines, depth: depth + 1)
                try write(entry.value, into: &file, &lines, depth: depth + 1)
            }
        default:
            guard let tensor = value.asThing(Tensor.self) else {
                throw Mistake(
                    "torch.save of \(value.brief), which is \(Phrase.indefinite(value.kind))",
                    expected: "tensors, numbers, strings, and dicts and lists of them", try: "model.state_dict()")
            }
            let name = String(file.tensors.count)
            let stored =
                tensor.dtype == .float32
                ? SafeTensors.Tensor(shape: tensor.shape, floats: tensor.array.floats())
                : SafeTensors.Tensor(shape: tensor.shape, doubles: tensor.array.doubles())
            file.tensors.append((name, stored))
            lines.append("T \(name) \(tensor.dtype.name)")
        }
    }

    private static func read(
        _ rest: inout ArraySlice<String>, _ file: SafeTensors, _ context: Context, _ path: String
    ) throws -> Value {
        let broken = Mistake("\(path) is not a file of torch.save of this laboratory", expected: "one that it wrote")
        guard let line = rest.popFirst(), let mark = line.first else { throw broken }
        let text = String(line.dropFirst(2))
        func several() throws -> Int {
            guard let count = Int(text), count >= 0, count <= rest.count else { throw broken }
            return count
        }
        switch mark {
        case "n": return .none
        case "b": return .bool(text == "1")
        case "i": return Int(text).map { .int($0) } ?? .none
        case "f": return Double(text).map { .number($0) } ?? .none
        case "s":
            var (out, isEscaped) = ("", false)
            for character in text {
                if isEscaped || character != "\\" { out.append(isEscaped && character == "n" ? "\n" : character) }
                isEscaped = !isEscaped && character == "\\"
            }
            return .text(out)
        case "l", "t":
            let items = try (0..<several()).map { _ in try read(&rest, file, context, path) }
            return mark == "l" ? .list(items) : .tuple(items)
        case "d":
            let out = Value.Dictionary()
            for _ in 0..<(try several()) {
                let key = try read(&rest, file, context, path)
                try out.set(key, read(&rest, file, context, path))
            }
            return .dict(out)
        case "T":
            let parts = text.split(separator: " ").map(String.init)
            guard parts.count == 2, let stored = file[parts[0]] else { throw broken }
            return .thing(try tensor(stored, DType(named: parts[1]), context))
        default: throw broken
        }
    }

    private static func tensor(_ stored: SafeTensors.Tensor, _ dtype: DType?, _ context: Context) throws -> Tensor {
        let array: NDArray =
            switch stored.numbers {
            case .floats(let floats): try NDArray(floats, shape: stored.shape)
            case .doubles(let doubles): try NDArray(doubles, shape: stored.shape)
            }
        return context.recorder.tensor(try array.converted(to: dtype ?? array.dtype, context.work))
    }
}

extension TorchWords {
    /// A word that reads or writes files.
    static func saving(
        _ name: String, _ summary: String, _ parameters: [Parameter], returns: String, needs: Permission,
        example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "torch.\(name)", family: "torch", summary: summary, parameters: parameters, returns: returns,
            examples: [example], needs: needs, meaning: .call(body))
    }
}
