public import Answers
internal import Glibc

/// What `np.set_printoptions` sets.
public struct PrintOptions: Sendable, Equatable {
    /// The most digits after the point.
    public var precision = 8
    /// More elements than this are cut in the middle.
    public var threshold = 1000
    /// How many stay at each end of an axis that is cut.
    public var edgeItems = 3
    /// Columns of a line.
    public var lineWidth = 75
    /// Whether small numbers are written without an exponent.
    public var suppressesSmall = false
    /// `maxprec`, `fixed`, `unique` or `maxprec_equal`.
    public var floatMode = "maxprec"
    /// How a sign is written: `-` for negative numbers alone, `+` for all, a blank in front of those that have none.
    public var sign = "-"
    /// What stands between the elements where they are printed.
    public var separator = " "

    /// NumPy's defaults.
    public init() {}
}

/// How NumPy 2 writes an array.
public struct ArrayText {
    let options: PrintOptions
    private let work: Work?

    /// With these options.
    ///
    /// - Parameter work: once it is stopped, the text ends where it has come to; whoever asked for it looks at the work.
    public init(_ options: PrintOptions = PrintOptions(), work: Work? = nil) {
        (self.options, self.work) = (options, work)
    }

    private var isStopped: Bool { work?.isCancelled == true }

    /// Something of each, until the work is stopped.
    private func each<Element, Found>(_ elements: [Element], _ body: (Element) -> Found) -> [Found] {
        var found: [Found] = []
        found.reserveCapacity(elements.count)
        for element in elements {
            if isStopped { break }
            found.append(body(element))
        }
        return found
    }

    /// As `print` has it: `[1. 2.]`.
    public func str(_ array: NDArray) -> String {
        if array.ndim == 0 { return ArrayText.spelled(array.number(at: 0), array.dtype) }
        return text(array, separator: options.separator, prefix: "", suffix: 0)
    }

    /// As `repr` has it: `array([1., 2.])`.
    public func repr(_ array: NDArray) -> String {
        let body: String
        if array.ndim == 0 {
            body = ArrayText.spelled(array.number(at: 0), array.dtype, isRepr: true)
        } else {
            body = text(array, separator: ", ", prefix: "array(", suffix: 1)
        }
        var extras: [String] = []
        if (array.count == 0 && array.shape != [0]) || array.count > options.threshold {
            extras.append("shape=\(array.shape.shapeText)")
        }
        let isImplied = array.dtype == .float64 || array.dtype == .int64 || array.dtype == .bool
        if !isImplied || array.count == 0 { extras.append("dtype=\(array.dtype.name)") }
        guard !extras.isEmpty else { return "array(" + body + ")" }
        let line = "array(" + body + ","
        let more = extras.joined(separator: ", ") + ")"
        let last = line.split(separator: "\n", omittingEmptySubsequences: false).last?.utf8.count ?? 0
        return line + (last + more.utf8.count + 1 > options.lineWidth ? "\n      " : " ") + more
    }

    /// One number as `print` writes NumPy's scalars: the shortest digits that read back as the same number.
    public static func spelled(_ number: ArrayNumber, _ dtype: DType, isRepr: Bool = false) -> String {
        switch number {
        case .bool(let flag): return flag ? "True" : "False"
        case .int(let value): return String(value)
        case .float(let value):
            guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
            let (negative, digits, point) = decimal(value, dtype)
            let size = value.magnitude
            let sign = negative ? "-" : ""
            if size != 0, size < 1e-4 || size >= (dtype == .float32 ? 1e6 : 1e16) {
                let fraction = digits.dropFirst()
                let exponent = point - 1
                return sign + String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction)
                    + "e" + (exponent < 0 ? "-" : "+") + (exponent.magnitude < 10 ? "0" : "")
                    + String(exponent.magnitude)
            }
            let (whole, fraction) = split(digits, point)
            return sign + whole + "." + (fraction.isEmpty ? (isRepr ? "" : "0") : fraction)
        }
    }

    // MARK: Digits

    /// The shortest digits that read back, and where the point stands among them.
    private static func decimal(_ value: Double, _ dtype: DType) -> (negative: Bool, digits: String, point: Int) {
        let text = dtype == .float32 ? Float(value).magnitude.description : value.magnitude.description
        let parts = text.split(separator: "e", maxSplits: 1)
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = String(halves[0])
        var digits = whole + (halves.count > 1 ? halves[1] : "")
        var point = whole.utf8.count + exponent
        while digits.utf8.count > 1, digits.hasPrefix("0") {
            digits.removeFirst()
            point -= 1
        }
        while digits.utf8.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        if digits == "0" { point = 1 }
        return (value.sign == .minus, digits, point)
    }

    private static func split(_ digits: String, _ point: Int) -> (String, String) {
        if point <= 0 {
            return ("0", digits == "0" ? "" : String(repeating: "0", count: -point) + digits)
        }
        if digits.utf8.count <= point {
            return (digits + String(repeating: "0", count: point - digits.utf8.count), "")
        }
        return (String(digits.prefix(point)), String(digits.dropFirst(point)))
    }

    private static func printed(_ value: Double, _ format: String, _ precision: Int) -> String {
        withVaList([Int32(precision), value]) { arguments in
            var buffer = [CChar](repeating: 0, count: precision + 340)
            let count = vsnprintf(&buffer, buffer.count, format, arguments)
            return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// What stands in front of a number.
    private func sign(_ isNegative: Bool) -> String { isNegative ? "-" : options.sign == "-" ? "" : options.sign }

    /// Whole part and fraction, with at most so many digits and no zeros at the end.
    private func positional(_ value: Double, _ dtype: DType) -> (whole: String, fraction: String) {
        let (negative, digits, point) = ArrayText.decimal(value, dtype)
        var (whole, fraction) = ArrayText.split(digits, point)
        if options.floatMode == "fixed" || fraction.utf8.count > options.precision && options.floatMode != "unique" {
            let rounded = ArrayText.printed(value.magnitude, "%.*f", options.precision)
                .split(separator: ".", omittingEmptySubsequences: false)
            whole = String(rounded[0])
            fraction = rounded.count > 1 ? String(rounded[1]) : ""
            if options.floatMode != "fixed" { while fraction.hasSuffix("0") { fraction.removeLast() } }
        }
        return (sign(negative) + whole, fraction)
    }

    /// Whole part, fraction and exponent.
    private func scientific(_ value: Double, _ dtype: DType) -> (whole: String, fraction: String, exponent: String) {
        let (negative, digits, point) = ArrayText.decimal(value, dtype)
        let sign = sign(negative)
        if digits.utf8.count - 1 <= options.precision || options.floatMode == "unique" {
            let exponent = value == 0 ? 0 : point - 1
            return (
                sign + String(digits.prefix(1)), String(digits.dropFirst()),
                (exponent < 0 ? "-" : "+") + (exponent.magnitude < 10 ? "0" : "") + String(exponent.magnitude)
            )
        }
        let parts = ArrayText.printed(value.magnitude, "%.*e", options.precision).split(separator: "e")
        let halves = parts[0].split(separator: ".")
        var fraction = halves.count > 1 ? String(halves[1]) : ""
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return (sign + String(halves[0]), fraction, String(parts[1]))
    }

    // MARK: Elements

    private static func padded(_ text: String, _ width: Int) -> String {
        filling(" ", width - text.utf8.count) + text
    }

    /// Nothing for a count below 0: a text that was stopped has measured some numbers only, and the others may be longer.
    private static func filling(_ character: Character, _ count: Int) -> String {
        String(repeating: character, count: Swift.max(0, count))
    }

    /// How an element is written beside the others.
    private func format(_ array: NDArray) -> (ArrayNumber) -> String {
        let shown = shownNumbers(array)
        switch array.dtype {
        case .bool:
            return { $0 == .bool(true) ? " True" : "False" }
        case .uint8, .int32, .int64:
            func spelled(_ number: ArrayNumber) -> String { sign(number.asInt < 0) + String(number.asInt.magnitude) }
            let width = each(shown) { spelled($0).utf8.count }.max() ?? 0
            return { ArrayText.padded(spelled($0), width) }
        case .float32, .float64: return floatFormat(shown.map(\.asDouble), array.dtype)
        }
    }

    private func floatFormat(_ values: [Double], _ dtype: DType) -> (ArrayNumber) -> String {
        let finite = values.filter(\.isFinite)
        let sizes = finite.map(\.magnitude).filter { $0 != 0 }
        var isScientific = false
        if let large = sizes.max(), let small = sizes.min() {
            let cutoff = dtype == .float32 ? 1e6 : 1e8
            isScientific = large >= cutoff || (!options.suppressesSmall && (small < 0.0001 || large / small > 1000))
        }
        var (left, right) = (0, 0)
        let write: (Double) -> String
        if isScientific {
            let parts = each(finite) { scientific($0, dtype) }
            left = parts.map { $0.whole.utf8.count }.max() ?? 0
            let precision = parts.map { $0.fraction.utf8.count }.max() ?? 0
            let exponent = parts.map { $0.exponent.utf8.count }.max() ?? 0
            right = exponent + 1 + precision
            let width = left
            write = { value in
                let (whole, fraction, power) = scientific(value, dtype)
                let zeros = ArrayText.filling("0", precision - fraction.utf8.count)
                let digits = ArrayText.filling("0", exponent - power.utf8.count) + power.dropFirst()
                return ArrayText.padded(whole, width) + "." + fraction + zeros + "e" + String(power.prefix(1)) + digits
            }
        } else {
            let parts = each(finite) { positional($0, dtype) }
            left = parts.map { $0.whole.utf8.count }.max() ?? 0
            right = parts.map { $0.fraction.utf8.count }.max() ?? 0
            let widthRight = right
            let isEqual = options.floatMode == "fixed" || options.floatMode == "maxprec_equal"
            if finite.count < values.count { left = nonFiniteWidth(values, left, right) }
            let widthLeft = left
            write = { value in
                let (whole, fraction) = positional(value, dtype)
                let rest = widthRight - fraction.utf8.count
                return ArrayText.padded(whole, widthLeft) + "." + fraction
                    + ArrayText.filling(isEqual ? "0" : " ", rest)
            }
        }
        if finite.count < values.count { left = nonFiniteWidth(values, left, right) }
        let total = left + right + 1
        return { number in
            let value = number.asDouble
            if value.isFinite {
                let text = write(value)
                return ArrayText.padded(text, total)
            }
            let plus = options.sign == "+" ? "+" : ""
            return ArrayText.padded(value.isNaN ? plus + "nan" : value < 0 ? "-inf" : plus + "inf", total)
        }
    }

    private func nonFiniteWidth(_ values: [Double], _ left: Int, _ right: Int) -> Int {
        let hasSign = options.sign == "+" || values.contains { $0 == -.infinity }
        return Swift.max(left, 3 - (right + 1), 3 + (hasSign ? 1 : 0) - (right + 1))
    }

    /// The elements that are shown: all, or those at the edges.
    private func shownNumbers(_ array: NDArray) -> [ArrayNumber] {
        guard array.count > options.threshold else { return array.numbers() }
        var out: [ArrayNumber] = []
        func visit(_ axis: Int, _ place: Int) {
            guard axis < array.ndim else {
                out.append(array.number(at: place))
                return
            }
            for index in places(array.shape[axis]) { visit(axis + 1, place + index * array.strides[axis]) }
        }
        visit(0, 0)
        return out
    }

    private func places(_ length: Int) -> [Int] {
        guard length > 2 * options.edgeItems else { return Array(0..<length) }
        return Array(0..<options.edgeItems) + Array((length - options.edgeItems)..<length)
    }

    // MARK: Lines

    private func text(_ array: NDArray, separator: String, prefix: String, suffix: Int) -> String {
        guard array.count > 0 else { return "[]" }
        let write = format(array)
        let isCut = array.count > options.threshold
        let plain = String(separator.reversed().drop { $0 == " " }.reversed())
        func block(_ axis: Int, _ place: Int, _ indent: String, _ width: Int) -> String {
            let length = array.shape[axis]
            let hasGap = isCut && length > 2 * options.edgeItems
            let head = hasGap ? options.edgeItems : 0
            let tail = hasGap ? options.edgeItems : length
            let stride = array.strides[axis]
            var out = ""
            if axis == array.ndim - 1 {
                let most = width - Swift.max(plain.utf8.count, 1)
                var line = indent
                func add(_ word: String) {
                    if line.utf8.count + word.utf8.count > most, line.utf8.count > indent.utf8.count {
                        while line.hasSuffix(" ") { line.removeLast() }
                        out += line + "\n"
                        line = indent
                    }
                    line += word
                }
                for index in 0..<head {
                    add(write(array.number(at: place + index * stride)))
                    line += separator
                }
                if hasGap {
                    add("...")
                    line += separator
                }
                for index in (length - tail)..<(length - 1) {
                    if isStopped { break }
                    add(write(array.number(at: place + index * stride)))
                    line += separator
                }
                add(write(array.number(at: place + (length - 1) * stride)))
                out += line
            } else {
                let between = plain + String(repeating: "\n", count: array.ndim - axis - 1)
                for index in 0..<head {
                    out += indent + block(axis + 1, place + index * stride, indent + " ", width - 1) + between
                }
                if hasGap { out += indent + "..." + between }
                for index in (length - tail)..<(length - 1) {
                    if isStopped { break }
                    out += indent + block(axis + 1, place + index * stride, indent + " ", width - 1) + between
                }
                out += indent + block(axis + 1, place + (length - 1) * stride, indent + " ", width - 1)
            }
            return "[" + out.dropFirst(indent.utf8.count) + "]"
        }
        let indent = " " + String(repeating: " ", count: prefix.utf8.count)
        return block(0, 0, indent, options.lineWidth - suffix)
    }
}

extension NDArray: Presentable {
    /// `array`
    public static var kind: String { "array" }

    /// As NumPy spells it.
    public var summary: String { ArrayText().repr(self) }

    /// As NumPy spells it.
    public func table(width: Int) -> String { summary }

    /// Its shape, and what is in it.
    public var sentence: String { "An array of shape \(shape.shapeText) of \(dtype.name)." }

    /// `shape`, `dtype` and all `values`, row-major.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "shape": .array(shape.map { .integer($0) }), "dtype": .string(dtype.name),
            "values": .array(
                numbers().map { number in
                    switch number {
                    case .bool(let flag): .bool(flag)
                    case .int(let value): .integer(value)
                    case .float(let value): .number(value)
                    }
                }),
        ])
    }
}
