/// `@dataclass`: a class whose annotated names are its fields.
extension Parser {
    /// `@dataclass class Point:` with its body; the decorator has done its work when the methods are there.
    mutating func dataClass(
        _ name: Token, base: Expression?, _ decorators: [Expression], _ body: (inout Parser) throws -> [Statement]
    ) throws -> (body: [Statement], decorators: [Expression]) {
        guard let mark = decorators.first(where: DataClass.isMarked) else {
            let outer = fields
            let isRecord = base.map(DataClass.isRecord) ?? false
            fields = isRecord ? [] : nil
            defer { fields = outer }
            let statements = try body(&self)
            guard isRecord, let found = fields else { return (statements, decorators) }
            let made = DataClass(name: name.text, range: name.range, fields: found)
            try checkOrder(made.fields)
            return (statements + [made.record], decorators)
        }
        let options = try dataClassOptions(mark)
        let outer = fields
        fields = []
        defer { fields = outer }
        let statements = try body(&self)
        let made = DataClass(
            name: name.text, range: name.range, fields: fields ?? [], options: options, isDerived: base != nil)
        if made.isDerived {
            if let argument = made.all.first(where: { $0.kind == .argument }) {
                throw failure(
                    "InitVar of a dataclass with a base class is not used here", at: argument.range,
                    expected: "an attribute", try: "def __init__, which calls super().__init__(…)")
            }
        } else {
            try checkOrder(made.parameters.filter { $0.isKeywordOnly == false })
        }
        return (
            statements + made.methods(besides: statements), decorators.filter { !DataClass.isMarked(by: $0) }
        )
    }

    /// What has to be given comes before what may be left out.
    private func checkOrder(_ fields: [DataClass.Field]) throws {
        var isOptional = false
        for field in fields where !field.isLeftOut.contains("init") {
            let hasStandard = field.standard != nil || field.factory != nil
            guard hasStandard || !isOptional else {
                throw failure(
                    "\(field.name) has no default, and one before it has", at: field.range,
                    expected: "attributes with a default last", try: "\(field.name): float = 0.0")
            }
            isOptional = hasStandard
        }
    }

    /// `order=True` and its like.
    private func dataClassOptions(_ mark: Expression) throws -> [String: Bool] {
        guard case .call(_, let given) = mark.kind else { return [:] }
        var options: [String: Bool] = [:]
        for option in given {
            guard case .keyword(let name, _) = option.form, case .bool(let flag) = option.value.kind else {
                throw failure(
                    "an option of dataclass is a name with True or False", at: option.value.range,
                    expected: "an option", try: "@dataclass(order=True)")
            }
            // Changes nothing that can be seen.
            if name == "slots" || (name == "unsafe_hash" || name == "weakref_slot") && !flag {
                continue
            }
            guard DataClass.options[name] != nil else {
                throw failure(
                    "\(name) of dataclass is not used here", at: option.value.range,
                    expected: DataClass.options.keys.sorted().joined(separator: ", "),
                    try: "the method that the option would write, in the body of the class")
            }
            options[name] = flag
        }
        return options
    }

    /// Keeps an annotated name of a dataclass's body: `rate: float`, `rate: float = 0.1`, `seen: list = field(default_factory=list)`.
    /// What is annotated as `ClassVar` is an attribute of the class.
    mutating func keepField(
        _ target: Expression, _ annotation: Expression, _ statement: Statement.Kind
    ) throws -> Statement.Kind {
        guard fields != nil, case .name(let name) = target.kind, !annotation.isTyping("ClassVar") else {
            return statement
        }
        var (kind, standard, factory) = (statement, Expression?.none, Expression?.none)
        var (isLeftOut, isKeywordOnly): (Set<String>, Bool?) = ([], nil)
        if case .assign(let targets, let value) = statement {
            standard = value
            if case .call(let callee, let options) = value.kind, isField(callee) {
                standard = option("default", options)
                factory = option("default_factory", options)
                kind = standard.map { .assign(targets, $0) } ?? .pass
                isLeftOut = try leftOut(options)
                if case .bool(let flag)? = option("kw_only", options)?.kind { isKeywordOnly = flag }
            }
        }
        switch standard?.kind {
        case .list, .dict, .set:
            throw failure(
                "all objects would share the default of \(name)", at: standard?.range ?? target.range,
                expected: "a default that does not change", try: "\(name): list = field(default_factory=list)")
        default: break
        }
        let written = bytes[annotation.range.lower..<annotation.range.upper]
        fields?.append(
            DataClass.Field(
                name: name, range: target.range, standard: standard, factory: factory, isLeftOut: isLeftOut,
                kind: annotation.isTyping("InitVar") ? .argument : annotation.isTyping("KW_ONLY") ? .mark : .attribute,
                isKeywordOnly: isKeywordOnly, annotation: String(decoding: written, as: UTF8.self)))
        return kind
    }

    /// `repr=False` and its like.
    private func leftOut(_ options: [ArgumentSyntax]) throws -> Set<String> {
        var names: Set<String> = []
        for option in options {
            guard case .keyword(let name, _) = option.form else {
                throw failure(
                    "field takes its options by name", at: option.value.range, expected: "an option with its name",
                    try: "field(default_factory=list)")
            }
            if ["default", "default_factory", "metadata", "hash", "doc"].contains(name) { continue }
            if name == "kw_only", case .bool = option.value.kind { continue }
            guard DataClass.Field.flags.contains(name), case .bool(let flag) = option.value.kind else {
                throw failure(
                    "\(name) of field is not used here", at: option.value.range,
                    expected: "default, default_factory, or init, repr, compare, kw_only with True or False")
            }
            if !flag { names.insert(name) }
        }
        return names
    }

    private func isField(_ callee: Expression) -> Bool {
        switch callee.kind {
        case .name(let name), .attribute(_, let name, _): name == "field"
        default: false
        }
    }

    private func option(_ name: String, _ options: [ArgumentSyntax]) -> Expression? {
        options.first { if case .keyword(name, _) = $0.form { true } else { false } }?.value
    }
}

extension Expression {
    /// Whether an annotation is a name of Python's typing: `ClassVar`, `ClassVar[int]`, `typing.ClassVar[int]`.
    fileprivate func isTyping(_ wanted: String) -> Bool {
        switch kind {
        case .name(let name), .attribute(_, let name, _): name == wanted
        case .index(let base, _): base.isTyping(wanted)
        default: false
        }
    }
}
