import Answers
import Arrays

/// How values are spelled: Python's notation, so that what is shown can be typed back.
extension Value {
    /// The whole value on one line.
    public var repr: String {
        var writer = ReprWriter(limit: .max)
        writer.write(self)
        return writer.text
    }

    /// The whole value on one line, unless that would be longer than a string may be.
    ///
    /// - Throws: `Mistake` then, `Stopped` once the work was stopped.
    func boundedRepr(_ work: Work) throws -> String {
        var writer = ReprWriter(limit: Limits.maximumCount, work: work)
        writer.write(self)
        if work.isCancelled { throw Stopped() }
        try Limits.checkText(writer.text.utf8.count)
        return writer.text
    }

    /// The value cut to about 40 characters, for messages.
    public var brief: String {
        var writer = ReprWriter(limit: 40)
        writer.write(self)
        return writer.text.count > 48 ? String(writer.text.prefix(44)) + " …" : writer.text
    }
}

/// Writes a value, stopping in the middle of collections once the limit is reached or the work was stopped.
struct ReprWriter {
    let limit: Int
    /// Asks objects of the learner's for their `__repr__`, where there is one.
    let machine: Machine?
    var text = ""
    /// What went wrong in a `__repr__`.
    var failure: (any Error)?
    private var level = 0
    /// The lists and dicts that are being written: one inside itself is `[...]`.
    private var open: [ObjectIdentifier] = []

    let work: Work?

    init(limit: Int, work: Work? = nil, machine: Machine? = nil) {
        self.limit = limit
        self.work = work
        self.machine = machine
    }

    private var isFull: Bool { text.utf8.count > limit || work?.isCancelled == true }

    mutating func write(_ value: Value) {
        level += 1
        defer { level -= 1 }
        guard level <= 100 else {
            text += "…"
            return
        }
        switch value {
        case .none: text += "None"
        case .bool(let flag): text += flag ? "True" : "False"
        case .int(let number): text += String(number)
        case .number(let number): text += number.pythonRepr
        case .text(let string): text += ReprWriter.quote(string, atMost: limit, work)
        case .list(let list): inside(list, "[...]") { $0.write(list.items, "[", "]") }
        case .tuple(let items): write(items, "(", items.count == 1 ? ",)" : ")")
        case .big(let number): text += number.text()
        case .set(let set):
            if set.count == 0 {
                text += "set()"
            } else {
                // Every element takes a character or more.
                write(set.count > limit ? set.ends(limit, 0) : set.elements, "{", "}")
            }
        case .dict(let dictionary): inside(dictionary, "{...}") { $0.write(dictionary) }
        case .object(let object): write(object, value)
        case .function(let function):
            text += "\(function.name)(\(function.parameters.joined(separator: ", ")))"
        case .word(let word):
            let isType = machine != nil && (ReprWriter.types.contains(word.name) || word.isType)
            text += isType ? "<class '\(word.name)'>" : word.name
        case .thing(let thing):
            if let array = value.array {
                let context = machine?.context
                text += ArrayText(context?.session.printOptions ?? PrintOptions(), work: context?.work).repr(array)
            } else {
                text += thing.summary
            }
        }
    }

    /// Words that are types of Python's.
    private static let types: Set = [
        "int", "float", "str", "bool", "list", "tuple", "dict", "set", "frozenset", "range", "type", "enumerate", "zip",
        "map", "filter", "reversed", "property", "staticmethod", "classmethod", "slice", "complex", "bytes",
    ]

    private mutating func inside(_ object: AnyObject, _ again: String, _ body: (inout ReprWriter) -> Void) {
        if let machine {
            // The way back may lead through the `__repr__` of an object, which has a writer of its own.
            guard machine.open.insert(ObjectIdentifier(object)).inserted else {
                text += again
                return
            }
            body(&self)
            machine.open.remove(ObjectIdentifier(object))
            return
        }
        guard !open.contains(ObjectIdentifier(object)) else {
            text += again
            return
        }
        open.append(ObjectIdentifier(object))
        body(&self)
        open.removeLast()
    }

    private mutating func write(_ dictionary: Value.Dictionary) {
        let isCut = dictionary.count > limit && dictionary.typeName != "Counter"
        if dictionary.typeName == "OrderedDict" {
            text += "OrderedDict("
            let entries = isCut ? dictionary.ends(limit, 0) : dictionary.entries
            if dictionary.count > 0 { write(entries.map { .tuple([$0.key, $0.value]) }, "[", "]") }
            text += ")"
            return
        }
        switch dictionary.typeName {
        case "defaultdict"?:
            text += "defaultdict(<class '\(dictionary.makesMissing.map(\.brief) ?? "None")'>, "
        case let name?: text += name + "("
        case nil: break
        }
        var entries = isCut ? dictionary.ends(limit, 0) : dictionary.entries
        if dictionary.typeName == "Counter" {
            // The most frequent first; equal counts as they came.
            entries = entries.enumerated().sorted { a, b in
                let order = Arithmetic.order(b.element.value, a.element.value) ?? 0
                return order == 0 ? a.offset < b.offset : order < 0
            }.map(\.element)
        }
        if dictionary.typeName == "OrderedDict" {
            // As the list of pairs that would make it.
            if !entries.isEmpty { write(entries.map { .tuple([$0.key, $0.value]) }, "[", "]") }
        } else if dictionary.typeName != "Counter" || !entries.isEmpty {
            text += "{"
            for (index, entry) in entries.enumerated() {
                if index > 0 { text += ", " }
                if isFull {
                    text += "…"
                    break
                }
                write(entry.key)
                text += ": "
                write(entry.value)
            }
            text += "}"
        }
        if dictionary.typeName != nil { text += ")" }
    }

    private mutating func write(_ object: Object, _ value: Value) {
        switch object {
        case let record as RecordObject where record.fields.isEmpty && record.typeName.contains("."):
            text += record.typeName + "("
            write(record.items, "[", "])")
        case let record as RecordObject where record.type?.lookUp("__repr__") != nil && machine != nil:
            do {
                if failure == nil { text += try machine?.special("__repr__", of: record) ?? "" }
            } catch { failure = error }
        case let record as RecordObject:
            // PyTorch gives each part a line of its own.
            let isTall = record.typeName.hasPrefix("torch.")
            text += record.typeName + (isTall ? "(\n" : "(")
            for (index, (field, item)) in zip(record.fields, record.items).enumerated() {
                text += (index > 0 ? (isTall ? ",\n" : ", ") : "") + field + "="
                write(item)
            }
            text += ")"
        case let bytes as BytesObject: text += BytesObject.quote(bytes.bytes, atMost: limit)
        case let deque as DequeObject:
            text += "deque("
            write(deque.list.items, "[", "]")
            text += deque.most.map { ", maxlen=\($0))" } ?? ")"
        case let view as DictView:
            text += object.kindName + "("
            write(view.elements, "[", "]")
            text += ")"
        case let instance as Instance:
            guard let machine, failure == nil else {
                text += object.spelled
                return
            }
            do {
                if let own = try machine.special("__repr__", of: instance) {
                    text += own
                } else if let error = instance as? ExceptionInstance {
                    text += try machine.spelled(error)
                } else {
                    text += object.spelled
                }
            } catch { failure = error }
        default: text += object.spelled
        }
    }

    private mutating func write(_ items: [Value], _ open: String, _ close: String) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += ", " }
            if isFull {
                text += "…"
                break
            }
            write(item)
        }
        text += close
    }

    /// Whether it is seen, as Python's `isprintable` counts: no control, no sign without a shape, no space but the plain one.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            scalar == " "
        default: true
        }
    }

    /// The string as a Python literal, in single quotes unless it contains them; beyond the limit it is cut.
    static func quote(_ string: String, atMost limit: Int = .max, _ work: Work? = nil) -> String {
        // What is cut is looked at no further than it is shown.
        let shown = string.utf8.count > limit ? String(string.unicodeScalars.prefix(limit)) : string
        let mark: Unicode.Scalar = shown.utf8.contains(0x27) && !shown.utf8.contains(0x22) ? "\"" : "'"
        var out = String(mark)
        for (index, scalar) in shown.unicodeScalars.enumerated() {
            if index & 0xfff == 0, work?.isCancelled == true { break }
            switch scalar {
            case mark, "\\":
                out += "\\"
                out.unicodeScalars.append(scalar)
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || scalar.value >= 0x7f && !isPrintable(scalar):
                let hex = String(scalar.value, radix: 16)
                let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                out += "\\\(letter)" + String(repeating: "0", count: width - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        if shown.utf8.count < string.utf8.count { out += "…" }
        out += String(mark)
        return out
    }
}

extension Double {
    /// Shortest digits that read back as the same number, spelled as Python does: `1.0`, `0.001`, `1e-05`, `inf`.
    public var pythonRepr: String {
        guard isFinite else { return isNaN ? "nan" : (self < 0 ? "-inf" : "inf") }
        let text = "\(self)"
        guard let e = text.firstIndex(of: "e") else {
            // Swift spells whole numbers up to 2⁵⁴ in full, Python those below 10¹⁶.
            return magnitude < 1e16 ? text : (self < 0 ? "-" : "") + Double.scientific("\(magnitude)".dropLast(2))
        }
        let mantissa = text[..<e]
        let exponent = Int(text[text.index(after: e)...]) ?? 0
        // Swift takes an exponent from 2⁵³ on, Python from 10¹⁶ on.
        if exponent == 15 {
            let digits = mantissa.filter(\.isNumber)
            let rest = String(repeating: "0", count: Swift.max(0, 16 - digits.utf8.count))
            return (self < 0 ? "-" : "") + digits + rest + ".0"
        }
        return (mantissa.hasSuffix(".0") ? mantissa.dropLast(2) : mantissa) + Double.pythonExponent(exponent)
    }

    /// The digits of a whole number with an exponent: `1.0000000000000002e+16`.
    private static func scientific(_ digits: Substring) -> String {
        let fraction = String(digits.dropFirst().reversed().drop { $0 == "0" }.reversed())
        return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + pythonExponent(digits.count - 1)
    }

    private static func pythonExponent(_ exponent: Int) -> String {
        let digits = String(exponent.magnitude)
        return "e" + (exponent < 0 ? "-" : "+") + (digits.count == 1 ? "0" : "") + digits
    }
}

extension Word {
    /// Whether it is the name of a type of NumPy's.
    fileprivate var isType: Bool {
        guard name.hasPrefix("numpy.") else { return false }
        return name == "numpy.ndarray" || name == "numpy.dtype" || DType(named: String(name.dropFirst(6))) != nil
    }
}
