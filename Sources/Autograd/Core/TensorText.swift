public import Answers
import Arrays
internal import Glibc

/// How a tensor is printed: as PyTorch prints it, digit by digit (`torch/_tensor_str.py`).
struct TensorText {
    private let array: NDArray
    private let isSummary: Bool
    private var width = 1
    private var isWhole = true
    private var isScientific = false

    private let options: Recorder.Printing

    /// - Throws: `Mistake` when the numbers to look at cannot be gathered.
    init(_ array: NDArray, _ options: Recorder.Printing) throws {
        self.array = array
        self.options = options
        isSummary = array.count > options.threshold
        let seen = isSummary ? try TensorText.outline(array, options.edge) : array.numbers()
        guard array.dtype.isFloat else {
            for number in seen { width = Swift.max(width, TensorText.spell(number, array.dtype).count) }
            return
        }
        let finite = seen.map(\.asDouble).filter { $0.isFinite && $0 != 0 }
        guard let first = finite.first else { return }
        var (low, high) = (abs(first), abs(first))
        for number in finite {
            low = Swift.min(low, abs(number))
            high = Swift.max(high, abs(number))
            if number != number.rounded(.up) { isWhole = false }
        }
        isScientific = options.isScientific ?? (high / low > 1000 || high > 1e8 || low < 1e-4)
        for number in finite {
            let text = isScientific ? exponent(number) : fixed(number, isWhole ? 0 : options.precision)
            width = Swift.max(width, text.count + (isWhole && !isScientific ? 1 : 0))
        }
    }

    /// The numbers that a summary shows.
    private static func outline(_ array: NDArray, _ edge: Int) throws -> [ArrayNumber] {
        if array.ndim == 0 { return array.numbers() }
        let length = array.shape[0]
        let places =
            length > 2 * edge ? Array(0..<edge) + Array((length - edge)..<length) : Array(0..<length)
        return try places.flatMap { try outline(array.at($0), edge) }
    }

    private static func spell(_ number: ArrayNumber, _ dtype: DType) -> String {
        switch number {
        case .bool(let flag): flag ? "True" : "False"
        case .int(let value): String(value)
        case .float(let value): String(value)
        }
    }

    private func fixed(_ number: Double, _ digits: Int) -> String { TensorText.formatted("%.\(digits)f", number) }
    private func exponent(_ number: Double) -> String { TensorText.formatted("%.\(options.precision)e", number) }

    private static func formatted(_ format: String, _ number: Double) -> String {
        withVaList([number]) { arguments in
            var buffer = [CChar](repeating: 0, count: 400)
            let count = vsnprintf(&buffer, buffer.count, format, arguments)
            return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    private func format(_ number: ArrayNumber) -> String {
        var text: String
        if case .float(let value) = number {
            if !value.isFinite {
                text = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
            } else if isScientific {
                text = exponent(value)
            } else {
                text = isWhole ? fixed(value, 0) + "." : fixed(value, options.precision)
            }
        } else {
            text = TensorText.spell(number, array.dtype)
        }
        return String(repeating: " ", count: Swift.max(0, width - text.count)) + text
    }

    /// The numbers in brackets, indented below the first bracket.
    func body(indent: Int) throws -> String {
        array.count == 0 ? "[]" : try text(array, indent)
    }

    private func text(_ part: NDArray, _ indent: Int) throws -> String {
        if part.ndim == 0 { return format(part.number(at: 0)) }
        let length = part.shape[0]
        let isCut = isSummary && length > 2 * options.edge
        let places =
            isCut
            ? Array(0..<options.edge) + Array((length - options.edge)..<length) : Array(0..<length)
        if part.ndim == 1 {
            var items = places.map { format(part.number(at: $0 * part.strides[0])) }
            if isCut { items.insert(" ...", at: options.edge) }
            let most = Swift.max(1, (options.line - indent) / (width + 2))
            var lines: [String] = []
            var start = 0
            while start < items.count {
                lines.append(items[start..<Swift.min(start + most, items.count)].joined(separator: ", "))
                start += most
            }
            return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
        }
        var slices = try places.map { try text(part.at($0), indent + 1) }
        if isCut { slices.insert("...", at: options.edge) }
        let gap =
            "," + String(repeating: "\n", count: part.ndim - 1) + String(repeating: " ", count: indent + 1)
        return "[" + slices.joined(separator: gap) + "]"
    }

    /// The numbers and what stands behind them.
    static func whole(_ prefix: String, _ body: String, _ suffixes: [String], _ line: Int) -> String {
        let indent = prefix.count
        var out = prefix + body
        let tail = out.lastIndex(of: "\n").map { out.distance(from: $0, to: out.endIndex) - 1 } ?? out.count
        var last = tail + 2
        for suffix in suffixes {
            if last + suffix.count + 2 > line {
                out += ",\n" + String(repeating: " ", count: indent) + suffix
                last = indent + suffix.count
            } else {
                out += ", " + suffix
                last += suffix.count + 2
            }
        }
        return out + ")"
    }
}

extension Tensor: Presentable {
    /// The language's name for it.
    public static var kind: String { "tensor" }

    /// As PyTorch prints it: `tensor([1., 2.], requires_grad=True)`.
    public var summary: String { text }

    /// The same; it has as many lines as PyTorch gives it.
    public func table(width: Int) -> String { text }

    /// The shape, what the elements are, and whether a gradient is wanted.
    public var sentence: String {
        "A tensor of shape \(shape.listText) with elements of \(dtype.torchName)"
            + (requiresGrad ? ", whose operations are recorded." : ".")
    }

    private var text: String {
        if let variableName { return variableText(variableName) }
        switch recorder.style {
        case .torch: break
        case .tensorFlow: return tensorFlowText
        case .keras: return ArrayText().str(array)
        case .jax: return jaxText
        }
        guard let body = try? TensorText(array, recorder.printing).body(indent: 7) else { return "tensor(…)" }
        var suffixes: [String] = []
        if count == 0, ndim != 1 { suffixes.append("size=(\(shape.map(String.init).joined(separator: ", ")))") }
        let isUsual = dtype == recorder.standard || dtype == .int64 || dtype == .bool
        // An empty tensor does not show what it would hold.
        if !isUsual || (count == 0 && dtype == .int64) { suffixes.append("dtype=\(dtype.torchName)") }
        if let node {
            suffixes.append("grad_fn=<\(node.name)>")
        } else if isWanted {
            suffixes.append("requires_grad=True")
        }
        let printed = TensorText.whole("tensor(", body, suffixes, recorder.printing.line)
        return isParameter ? "Parameter containing:\n" + printed : printed
    }
}

/// As TensorFlow and Keras print theirs.
extension Tensor {
    /// `(2, 3)`, `(4,)`, `()`
    private var tupleText: String { "(" + shape.map(String.init).joined(separator: ", ") + (ndim == 1 ? ",)" : ")") }

    private var tensorFlowText: String {
        let numbers = ArrayText().str(array)
        return "tf.Tensor(" + (numbers.contains("\n") ? "\n" : "") + numbers
            + ", shape=\(tupleText), dtype=\(dtype.name))"
    }

    /// As NumPy spells an array, with JAX's name and always with the dtype: `Array([1., 2.], dtype=float32)`.
    private var jaxText: String {
        let text = "A" + ArrayText().repr(array).dropFirst()
        return text.contains("dtype=") ? text : text.dropLast() + ", dtype=\(dtype.name))"
    }

    /// A variable of TensorFlow's has a plain name, one of Keras's a path.
    private func variableText(_ name: String) -> String {
        guard recorder.style == .tensorFlow, !name.contains("/") else {
            return "<Variable path=\(name), shape=\(tupleText), dtype=\(dtype.name), value=\(ArrayText().str(array))>"
        }
        let numbers = ndim == 0 ? ArrayText().str(array) : ArrayText().repr(array)
        return "<tf.Variable '\(name):0' shape=\(tupleText) dtype=\(dtype.name), numpy=\(numbers)>"
    }
}
