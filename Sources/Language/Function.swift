import Answers

/// A function that the learner wrote: `f(x, y) = …`, a lambda or a `def`. A `def` and a lambda see the variables around them as they are
/// when they are called, as in Python; `f(x, y) = …` is a formula and keeps the values that it was defined with.
public final class Function: @unchecked Sendable {
    /// The name it was defined under, or `lambda`.
    public let name: String
    let code: Code
    let simpleCount: Int
    /// The values of the last parameters that need not be given, in order.
    private(set) var positionalDefaults: [Value]
    /// The same for those that are given by keyword, in order; missing ones must be given.
    private(set) var keywordDefaults: [Value]
    /// The variables it shares with the functions around it, in the order of `code.freeNames`.
    let cells: UnsafeMutablePointer<Unmanaged<ClosureCell>>
    /// Where names are looked up that it does not bind.
    let globals: Namespace
    /// What the code that made it might do: whoever calls it, it does no more.
    public let permission: Permission
    /// Attributes that were set on it.
    var attributes: [String: Value] = [:]

    init(
        _ code: Code, name: String? = nil, positionalDefaults: [Value] = [], keywordDefaults: [Value] = [],
        cells: [ClosureCell],
        globals: Namespace, permission: Permission
    ) {
        self.name = name ?? code.name
        self.code = code
        simpleCount = code.simpleCount
        self.positionalDefaults = positionalDefaults
        self.keywordDefaults = keywordDefaults
        self.cells = .allocate(capacity: Swift.max(1, cells.count))
        for (place, cell) in cells.enumerated() { (self.cells + place).initialize(to: .passRetained(cell)) }
        self.globals = globals
        self.permission = permission
    }

    deinit {
        var values: [Value] = []
        for place in code.freeNames.indices {
            let cell = cells[place].takeRetainedValue()
            if Dismantling.isNeeded(cell.value) { values.append(.object(cell)) }
        }
        cells.deallocate()
        values += (positionalDefaults + keywordDefaults + attributes.values).filter(Dismantling.isNeeded)
        (positionalDefaults, keywordDefaults, attributes) = ([], [], [:])
        if !values.isEmpty { Dismantling.take(&values) }
    }

    /// The names of its parameters, in order.
    public var parameters: [String] { code.parameters.map(\.name) }

    /// Defaults of the parameters that have one.
    public var defaults: [String: Value] {
        var out: [String: Value] = [:]
        let plain = code.parameters.prefix(code.positionalCount)
        for (formal, value) in zip(plain.suffix(positionalDefaults.count), positionalDefaults) {
            out[formal.name] = value
        }
        for (formal, value) in zip(code.parameters.dropFirst(code.positionalCount), keywordDefaults)
        where !value.isMissing {
            out[formal.name] = value
        }
        return out
    }

    /// Whether an argument of that name reaches a parameter.
    public func takes(keyword name: String) -> Bool {
        code.hasKeywords
            || code.parameters.contains {
                $0.name == name && ($0.kind == .keywordOnly || ($0.kind == .plain && !$0.isNameless))
            }
    }

    /// Whether arguments of just these names can be given: each reaches a parameter, and no other must be given.
    public func takes(named names: [String]) -> Bool {
        names.allSatisfy(takes(keyword:)) && required.allSatisfy(names.contains)
    }

    /// Whether so many arguments, all given by place, are enough and not too many.
    public func takes(byPlace count: Int) -> Bool {
        count >= requiredCount && (code.hasRest || count <= code.positionalCount)
            && !keywordDefaults.contains(where: \.isMissing)
    }

    /// The parameters that a call must give.
    public var required: [String] {
        let defaults = defaults
        let formals = code.parameters.filter { $0.kind == .plain || $0.kind == .keywordOnly }
        return formals.map(\.name).filter { defaults[$0] == nil }
    }

    /// How many arguments a call must give.
    public var requiredCount: Int { code.positionalCount - positionalDefaults.count }

    /// The text it was defined in; ranges of its body point into it.
    public var source: Source { code.source }

    /// The expression that it is, where it is one: of a formula, of a lambda, of a `def` whose last line returns one and whose
    /// others give names to formulas.
    public var body: Expression { code.formula?.result ?? Expression(.none, code.range) }

    /// The formula as it was written; nil where its source is not at hand, and for a function that is more than one.
    public var bodyText: String? {
        guard isFormula, steps.isEmpty else { return nil }
        let bytes = Array(source.text.utf8)
        guard body.range.lower >= 0, body.range.upper <= bytes.count, body.range.lower < body.range.upper else {
            return nil
        }
        return String(decoding: bytes[body.range.lower..<body.range.upper], as: UTF8.self)
    }

    /// The names that a `def` gives to formulas before it returns one.
    public var steps: [(name: String, value: Expression)] { code.formula?.steps ?? [] }

    /// Whether the function is an expression that can be read as a formula.
    public var isFormula: Bool { code.formula != nil }

    /// What it says about itself in its first line: the docstring.
    public var documentation: String? { code.documentation }

    /// The values that its free names have now.
    public var captured: [String: Value] {
        var out: [String: Value] = [:]
        for (place, name) in code.freeNames.enumerated() {
            let value = cells[place].takeUnretainedValue().value
            if !value.isMissing { out[name] = value }
        }
        for name in code.globalNames where out[name] == nil { out[name] = globals[name] }
        return out
    }
}

/// The variables of a session, in places that compiled code knows by number.
final class Namespace: @unchecked Sendable {
    private(set) var values: UnsafeMutablePointer<Value>
    private(set) var names: [String] = []
    private var places: [String: Int] = [:]
    private var capacity = 64
    /// What a name without a value means: the word of that name. A cache that the machine keeps.
    var words: [Value?] = []
    /// Names that were bound for the length of a block, which has ended: they mean no word either.
    var spent: Set<Int> = []
    /// What the code might do that took the words of the cache.
    var wordsPermission = Permission.computing

    /// Whether whoever waits for the end of a stopped session need not wait until its values are given back.
    var isAbandoned = false

    init() { values = .allocate(capacity: 64) }

    deinit {
        if isAbandoned {
            var left = values.takeAll(names.count)
            LargeValue.leaveBehind(&left)
        }
        values.deinitialize(count: names.count)
        values.deallocate()
    }

    /// The place of a name, made where there is none.
    func place(of name: String) -> Int {
        if let found = places[name] { return found }
        if names.count == capacity {
            let larger = UnsafeMutablePointer<Value>.allocate(capacity: 2 * capacity)
            larger.moveInitialize(from: values, count: names.count)
            values.deallocate()
            values = larger
            capacity *= 2
        }
        (values + names.count).initialize(to: .missing)
        places[name] = names.count
        names.append(name)
        words.append(nil)
        return names.count - 1
    }

    subscript(_ name: String) -> Value? {
        get { places[name].flatMap { values[$0].isMissing ? nil : values[$0] } }
        set {
            if newValue == nil, places[name] == nil { return }
            // A new place may move the values elsewhere: it is asked for before they are touched.
            let place = place(of: name)
            values[place] = newValue ?? .missing
        }
    }

    /// All variables that have a value.
    var all: [String: Value] {
        var out: [String: Value] = [:]
        for (place, name) in names.enumerated() where !values[place].isMissing { out[name] = values[place] }
        return out
    }

    /// What the places hold now, to go back to.
    var snapshot: [Value] { (0..<names.count).map { values[$0] } }

    func restore(_ snapshot: [Value]) {
        for place in 0..<names.count { values[place] = place < snapshot.count ? snapshot[place] : .missing }
    }
}
